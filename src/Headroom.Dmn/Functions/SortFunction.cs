namespace Headroom.Dmn;

/// <summary>The <c>sort</c> function: a stable merge sort, which survives an order that contradicts itself.</summary>
internal static class SortFunction
{
    public static FeelValue Sort(FeelValue list, FeelValue precedes, Evaluation evaluation)
    {
        // By name the order may come first; by position the list does.
        if (!Arguments.TryList(list, out var items) || (precedes.Kind != FeelKind.Function && !precedes.IsAbsent))
        {
            return Arguments.Refuse("sort", evaluation, list, precedes);
        }
        var sorted = (FeelValue[])items.Clone();
        var order = precedes.Reference as FeelFunction;
        return MergeSort(sorted, new FeelValue[sorted.Length], 0, sorted.Length, order, evaluation)
            ? FeelValue.List(sorted)
            : evaluation.FailArgument("sort", "the elements have no order.");
    }

    private static bool MergeSort(
        FeelValue[] items,
        FeelValue[] buffer,
        int from,
        int to,
        FeelFunction? order,
        Evaluation evaluation
    )
    {
        if (to - from < 2)
        {
            return true;
        }
        var middle = from + ((to - from) / 2);
        if (
            !MergeSort(items, buffer, from, middle, order, evaluation)
            || !MergeSort(items, buffer, middle, to, order, evaluation)
        )
        {
            return false;
        }
        Array.Copy(items, from, buffer, from, to - from);
        var (left, right) = (from, middle);
        for (var i = from; i < to; i++)
        {
            var takeRight = right < to;
            if (takeRight && left < middle)
            {
                if (Precedes(buffer[right], buffer[left], order, evaluation) is not { } precedes)
                {
                    return false;
                }
                takeRight = precedes;
            }
            items[i] = takeRight ? buffer[right++] : buffer[left++];
        }
        return true;
    }

    private static bool? Precedes(in FeelValue left, in FeelValue right, FeelFunction? order, Evaluation evaluation)
    {
        evaluation.Step();
        if (order is null)
        {
            return FeelCompare.Order(left, right) is { } compared ? compared < 0 : null;
        }
        var result = order.Invoke([left, right], evaluation);
        return result.Kind == FeelKind.Boolean ? result.IsTrue : null;
    }
}
