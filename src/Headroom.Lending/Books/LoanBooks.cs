using Headroom.Primitives;

namespace Headroom.Lending;

/// <summary>
/// Posts what happens to one loan while it is replayed. A funder's part of a running total is rounded on the total, so
/// the parts of many small postings sum to the part of the whole.
/// </summary>
internal sealed class LoanBooks(Currency currency, decimal funderShare)
{
    private readonly List<Posting> _postings = [];
    private long _interest;
    private long _principal;
    private long _penalty;
    private long _recovered;

    public IReadOnlyList<Posting> Postings => _postings;

    /// <summary>The postings after the first <paramref name="count"/>.</summary>
    public IReadOnlyList<Posting> PostingsAfter(int count) => _postings.GetRange(count, _postings.Count - count);

    /// <summary>Principal in the books: lent, less repaid and written off.</summary>
    public long Principal { get; private set; }

    public void Drawn(DateOnly on, long principal)
    {
        var funded = Part(principal);
        Principal = principal;
        Post(on, Account.LoanPrincipal, Account.Cash, principal - funded);
        Post(on, Account.LoanPrincipal, Account.FunderPrincipal, funded);
    }

    public void InterestDue(DateOnly on, long interest)
    {
        var funded = Share(ref _interest, interest);
        Post(on, Account.InterestReceivable, Account.InterestIncome, interest - funded);
        Post(on, Account.InterestReceivable, Account.FunderPayable, funded);
    }

    public void FeeDue(DateOnly on, long fee) => Post(on, Account.FeeReceivable, Account.FeeIncome, fee);

    public void Received(DateOnly on, long amount) => Post(on, Account.Cash, Account.BorrowerCredit, amount);

    public void Refunded(DateOnly on, long amount, long beyondCredit)
    {
        Post(on, Account.BorrowerCredit, Account.Cash, amount);
        Post(on, Account.FeeReceivable, Account.Cash, beyondCredit);
    }

    public void Allocated(DateOnly on, LoanComponent component, long amount)
    {
        switch (component)
        {
            case LoanComponent.Fee:
                Post(on, Account.BorrowerCredit, Account.FeeReceivable, amount);
                break;
            case LoanComponent.Penalty:
                var funded = Share(ref _penalty, amount);
                Post(on, Account.BorrowerCredit, Account.PenaltyIncome, amount - funded);
                Post(on, Account.BorrowerCredit, Account.FunderPayable, funded);
                break;
            case LoanComponent.Interest:
                Post(on, Account.BorrowerCredit, Account.InterestReceivable, amount);
                break;
            default:
                Principal -= amount;
                Post(on, Account.BorrowerCredit, Account.LoanPrincipal, amount);
                Post(on, Account.FunderPrincipal, Account.FunderPayable, Share(ref _principal, amount));
                break;
        }
    }

    public void WrittenOff(DateOnly on, Parts owed)
    {
        var principal = Share(ref _principal, owed.Principal);
        Principal -= owed.Principal;
        Post(on, Account.LoanLoss, Account.LoanPrincipal, owed.Principal - principal);
        Post(on, Account.FunderPrincipal, Account.LoanPrincipal, principal);
        var interest = Part(owed.Interest);
        Post(on, Account.LoanLoss, Account.InterestReceivable, owed.Interest - interest);
        Post(on, Account.FunderPayable, Account.InterestReceivable, interest);
        Post(on, Account.LoanLoss, Account.FeeReceivable, owed.Fee);
    }

    public void Recovered(DateOnly on, long amount)
    {
        var funded = Share(ref _recovered, amount);
        Post(on, Account.BorrowerCredit, Account.RecoveryIncome, amount - funded);
        Post(on, Account.BorrowerCredit, Account.FunderPayable, funded);
    }

    private long Share(ref long total, long amount)
    {
        var before = Part(total);
        total += amount;
        return Part(total) - before;
    }

    // Most loans have no funder, and then nothing needs to be rounded.
    private long Part(long total) => funderShare == 0 ? 0 : (long)(total * funderShare).Round(0, Rounding.HalfUp);

    private void Post(DateOnly on, Account debit, Account credit, long amount)
    {
        if (amount != 0)
        {
            _postings.Add(new Posting(on, debit, credit, new Money(amount, currency)));
        }
    }
}
