namespace Headroom.Store;

/// <summary>Makes a page of one row more than was asked for: that row only says that there is a next page.</summary>
internal static class PortfolioPages
{
    public static PortfolioPage Of(List<BorrowerRow> rows, int count)
    {
        if (rows.Count <= count)
        {
            return new PortfolioPage(rows, null);
        }

        rows.RemoveRange(count, rows.Count - count);
        return new PortfolioPage(rows, count == 0 ? null : rows[^1].Borrower);
    }
}
