using System.CommandLine;
using Headroom.Cli.Output;
using Headroom.Lending;
using Headroom.Primitives;

namespace Headroom.Cli.Loans;

/// <summary>The options that make the terms of a schedule, and their reading. What is wrong is refused by name.</summary>
internal sealed class TermsOptions
{
    private readonly Option<string> _method = new("--method")
    {
        Description =
            "equal-instalment (等额本息), equal-principal (等额本金), interest-only-then-principal (先息后本), all-at-maturity (到期还本付息) or repay-at-any-time (随借随还).",
        Required = true,
    };

    private readonly Option<string> _principal = new("--principal") { Description = "The amount.", Required = true };

    private readonly Option<string> _currency = new("--currency")
    {
        Description = "The currency; it decides the digits: CNY has two, JPY none, KWD three.",
        DefaultValueFactory = _ => "CNY",
    };

    private readonly Option<string?> _annual = new("--annual-rate")
    {
        Description = "The rate a year, as a fraction (0.1825) or in percent (18.25%).",
    };

    private readonly Option<string?> _daily = new("--daily-rate")
    {
        Description = "The rate a day, as a fraction (0.0005) or in percent (0.05%).",
    };

    private readonly Option<string?> _dayCount = new("--day-count")
    {
        Description =
            "periodic or monthly (a month is 1/12 of a year, the default for a yearly rate), 30/360, actual/360 or 360, actual/364 or 364, actual/365 or 365, actual/actual or actual, actual/actual-isda, actual/draw-year. A daily rate takes actual days, or 30 a month with 30/360.",
    };

    private readonly Option<string> _instalments = new("--instalments", "--installments")
    {
        Description = "The number of instalments.",
        Required = true,
    };

    private readonly Option<string?> _drawnOn = new("--drawn-on")
    {
        Description = "The day of the draw, yyyy-MM-dd. Default: today.",
    };

    private readonly Option<string> _every = new("--every")
    {
        Description = "The time between due dates: 1m, 3m, 2w, 15d; or monthly, quarterly, weekly, fortnightly, daily.",
        DefaultValueFactory = _ => "1m",
    };

    private readonly Option<string?> _firstDue = new("--first-due", "--first-due-date")
    {
        Description = "The first due date.",
    };

    private readonly Option<string?> _anchor = new("--anchor-day") { Description = "The day of the month, 1 to 31." };

    private readonly Option<string> _monthEnd = new("--month-end")
    {
        Description = "Where a due date goes in a month that lacks its day: last-day or first-of-next.",
        DefaultValueFactory = _ => "last-day",
    };

    private readonly Option<string> _rounding = new("--rounding")
    {
        Description = "How a fraction of a minor unit is decided: half-up, half-even, down or up.",
        DefaultValueFactory = _ => "half-up",
    };

    private readonly Option<string?> _multiple = new("--instalment-multiple")
    {
        Description = "Round the equal instalment to a multiple of this amount.",
    };

    private readonly Option<string> _principalGrace = Count("--principal-grace", "Periods at first without principal.");

    private readonly Option<string> _interestGrace = Count(
        "--interest-grace",
        "Periods at first whose interest is due later."
    );

    private readonly Option<string> _interestFree = Count("--interest-free", "Periods at first without interest.");

    private readonly Option<string?> _downPayment = new("--down-payment")
    {
        Description = "The share due on the day of the draw, as a fraction or in percent.",
    };

    private readonly Option<bool> _flat = new("--flat") { Description = "Interest on the amount lent, to the end." };

    private readonly Option<bool> _evenOut = new("--even-out-last")
    {
        Description = "Move the equal instalment by the minor units that bring the last one closer to it.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all =
        [
            _method,
            _principal,
            _currency,
            _annual,
            _daily,
            _dayCount,
            _instalments,
            _drawnOn,
            _every,
            _firstDue,
            _anchor,
            _monthEnd,
            _rounding,
            _multiple,
            _principalGrace,
            _interestGrace,
            _interestFree,
            _downPayment,
            _flat,
            _evenOut,
        ];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>The terms that were given.</summary>
    /// <exception cref="RefusedException">An option cannot be read.</exception>
    public ScheduleTerms Read(ParseResult parsed, DateOnly today)
    {
        var currency = Currency.FromCode(parsed.GetValue(_currency)!).OrStop();
        return new ScheduleTerms(
            Money.Parse(parsed.GetValue(_principal)!, currency).OrStop(),
            parsed.GetValue(_drawnOn) is { } date ? OptionValues.Date("--drawn-on", date) : today,
            OptionValues.Count("--instalments", parsed.GetValue(_instalments)!),
            ScheduleCodes.ParseMethod(parsed.GetValue(_method)!).OrStop(),
            Rate(parsed)
        )
        {
            Frequency = OptionValues.Frequency("--every", parsed.GetValue(_every)!),
            FirstDueOn = parsed.GetValue(_firstDue) is { } first ? OptionValues.Date("--first-due", first) : null,
            AnchorDay = parsed.GetValue(_anchor) is { } anchor ? OptionValues.Count("--anchor-day", anchor) : null,
            MonthEnd = OptionValues.MonthEnd("--month-end", parsed.GetValue(_monthEnd)!),
            Rounding = OptionValues.Rounding("--rounding", parsed.GetValue(_rounding)!),
            InstalmentMultiple = parsed.GetValue(_multiple) is { } step ? Money.Parse(step, currency).OrStop() : null,
            PrincipalGrace = OptionValues.Count("--principal-grace", parsed.GetValue(_principalGrace)!),
            InterestGrace = OptionValues.Count("--interest-grace", parsed.GetValue(_interestGrace)!),
            InterestFree = OptionValues.Count("--interest-free", parsed.GetValue(_interestFree)!),
            DownPaymentShare = parsed.GetValue(_downPayment) is { } share
                ? OptionValues.Fraction("--down-payment", share)
                : 0,
            Base = parsed.GetValue(_flat) ? InterestBase.Flat : InterestBase.DecliningBalance,
            EvenOutLast = parsed.GetValue(_evenOut),
        };
    }

    private LoanRate Rate(ParseResult parsed)
    {
        decimal? Fraction(Option<string?> option) =>
            parsed.GetValue(option) is { } text ? OptionValues.Fraction(option.Name, text) : null;
        return LoanRate.Of(Fraction(_annual), Fraction(_daily), parsed.GetValue(_dayCount)).OrStop();
    }

    private static Option<string> Count(string name, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => "0" };
}
