using System.Linq.Expressions;

namespace Headroom.Dmn;

internal sealed partial class Emitter
{
    private Expression EmitFor(Node.For loop, Binding names)
    {
        var results = Expression.Variable(typeof(ListBuilder), "results");
        var failure = Expression.Variable(typeof(FeelValue), "failure");
        var done = Expression.Label(typeof(FeelValue), "done");
        Expression Body(Binding inner)
        {
            var withPartial = new Binding.Local(
                "partial",
                Expression.Call(results, nameof(ListBuilder.SoFar), null, Evaluation),
                inner
            );
            return Expression.Call(results, nameof(ListBuilder.Add), null, Emit(loop.Body, withPartial), Evaluation);
        }
        return Expression.Block(
            [results, failure],
            Expression.Assign(results, Expression.New(typeof(ListBuilder))),
            EmitIterators(loop.Iterators, 0, names, Body, failure, done),
            Expression.Label(done, Expression.Call(results, nameof(ListBuilder.ToValue), null))
        );
    }

    private Expression EmitQuantified(Node.Quantified quantified, Binding names)
    {
        var result = Expression.Variable(typeof(FeelValue), "result");
        var failure = Expression.Variable(typeof(FeelValue), "failure");
        var done = Expression.Label(typeof(FeelValue), "done");
        var decided = quantified.IsEvery ? nameof(FeelValue.IsFalse) : nameof(FeelValue.IsTrue);
        var combine = quantified.IsEvery ? nameof(Operators.And) : nameof(Operators.Or);
        var test = Expression.Variable(typeof(FeelValue), "test");
        Expression Body(Binding inner) =>
            Expression.Block(
                [test],
                Expression.Assign(test, Emit(quantified.Condition, inner)),
                StrictOr(quantified.IsStrict, test, done),
                Expression.Assign(result, Expression.Call(typeof(Operators), combine, null, result, test)),
                Expression.IfThen(Expression.Property(result, decided), Expression.Return(done, result))
            );
        return Expression.Block(
            [result, failure],
            Expression.Assign(result, Constant(FeelValue.Boolean(quantified.IsEvery))),
            EmitIterators(quantified.Iterators, 0, names, Body, failure, done),
            Expression.Label(done, result)
        );
    }

    /// <summary>Nests one loop per iterator; a source that cannot be iterated ends the whole with its failure.</summary>
    private Expression EmitIterators(
        IReadOnlyList<Iterator> iterators,
        int index,
        Binding names,
        Func<Binding, Expression> body,
        ParameterExpression failure,
        LabelTarget done
    )
    {
        if (index == iterators.Count)
        {
            return body(names);
        }
        var iterator = iterators[index];
        var items = Expression.Variable(typeof(FeelValue[]), "items");
        var item = Expression.Variable(typeof(FeelValue), iterator.Name);
        Expression source = iterator.To is null
            ? Expression.Call(
                typeof(Loops),
                nameof(Loops.Items),
                null,
                Emit(iterator.Source, names),
                Evaluation,
                failure
            )
            : Expression.Call(
                typeof(Loops),
                nameof(Loops.Sequence),
                null,
                Emit(iterator.Source, names),
                Emit(iterator.To, names),
                Evaluation,
                failure
            );
        var inner = EmitIterators(
            iterators,
            index + 1,
            new Binding.Local(iterator.Name, item, names),
            body,
            failure,
            done
        );
        return Expression.Block(
            [items],
            Expression.Assign(items, source),
            Expression.IfThen(
                Expression.Equal(items, Expression.Constant(null, typeof(FeelValue[]))),
                Expression.Return(done, failure)
            ),
            Loop(items, item, inner)
        );
    }

    private static BlockExpression Loop(Expression items, ParameterExpression item, Expression body)
    {
        var index = Expression.Variable(typeof(int), "index");
        var end = Expression.Label("end");
        return Expression.Block(
            [index],
            Expression.Assign(index, Expression.Constant(0)),
            Expression.Loop(
                Expression.Block(
                    // Declared inside the loop, so that a function made in one turn keeps that turn's item.
                    [item],
                    Expression.IfThen(
                        Expression.GreaterThanOrEqual(index, Expression.ArrayLength(items)),
                        Expression.Break(end)
                    ),
                    Expression.Call(Evaluation, StepMethod),
                    Expression.Assign(item, Expression.ArrayIndex(items, index)),
                    Expression.PreIncrementAssign(index),
                    body
                ),
                end
            )
        );
    }

    private Expression EmitFilter(Node.Filter filter, Binding names)
    {
        var target = Expression.Variable(typeof(FeelValue), "target");
        var assign = Expression.Assign(target, Emit(filter.Target, names));
        var item = Expression.Variable(typeof(FeelValue), "item");
        var items = Expression.Variable(typeof(FeelValue[]), "items");
        var results = Expression.Variable(typeof(ListBuilder), "results");
        // An entry that is itself called "item" hides the item, as any entry hides what lies outside.
        var inner = new Binding.FilterItem(item, new Binding.Local("item", item, names));
        var condition = Emit(filter.Condition, inner);
        if (IsConstant(condition, out var constant) && constant.Kind != FeelKind.Boolean && !filter.IsStrict)
        {
            return Expression.Block([target], assign, Call(nameof(Loops.ElementAt), target, condition));
        }
        var test = Expression.Variable(typeof(FeelValue), "test");
        var done = Expression.Label(typeof(FeelValue), "done");
        var turn = Expression.Block(
            [test],
            Expression.Assign(test, condition),
            StrictOr(filter.IsStrict, test, done),
            Expression.IfThen(IsTrue(test), Expression.Call(results, nameof(ListBuilder.Add), null, item, Evaluation)),
            // A number selects by position and is the same whatever the item.
            Expression.IfThen(
                Expression.Property(test, nameof(FeelValue.IsNumber)),
                Expression.Return(done, Call(nameof(Loops.ElementAt), target, test))
            )
        );
        return Expression.Block(
            [target, items, results],
            assign,
            Expression.Assign(items, Expression.Call(typeof(Loops), nameof(Loops.FilterItems), null, target)),
            Expression.Assign(results, Expression.New(typeof(ListBuilder))),
            Loop(items, item, turn),
            Expression.Label(done, Expression.Call(results, nameof(ListBuilder.ToValue), null))
        );
    }

    /// <summary>Ends a boxed loop whose condition is no boolean.</summary>
    private static Expression StrictOr(bool isStrict, ParameterExpression test, LabelTarget done) =>
        isStrict ? Expression.IfThen(IsNoBoolean(test), Expression.Return(done, NoBoolean(test))) : Expression.Empty();

    private static MethodCallExpression Call(string method, params Expression[] arguments) =>
        Expression.Call(typeof(Loops), method, null, [.. arguments, Evaluation]);
}
