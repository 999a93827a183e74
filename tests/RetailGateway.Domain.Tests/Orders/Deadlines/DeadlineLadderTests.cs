using CsCheck;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Deadlines;
using static RetailGateway.Domain.Tests.Orders.Deadlines.CalendarCases;

namespace RetailGateway.Domain.Tests.Orders.Deadlines;

public class DeadlineLadderTests
{
    private const int Cases = 10_000;
    private static readonly DateTimeOffset Monday = Trade.Monday;

    private static readonly DeadlineStep[] Whole =
        [DeadlineStep.RemindHalfway, DeadlineStep.RemindDue, DeadlineStep.Escalate, DeadlineStep.AskPartner, DeadlineStep.RequestCancellation];

    private static readonly Gen<OrderDeadline> Deadline = Gen.Select(Gen.Enum<DeadlineKind>(), Instant, Gen.Int[0, 200]).Select((kind, from, hours) =>
        new OrderDeadline(kind, kind is DeadlineKind.Reaction or DeadlineKind.Receipt ? TradeSide.Buyer : TradeSide.Seller, from, from.AddHours(hours)));

    /// <summary>Asked now and then, often twice at once, some days apart; the partner is down at times, and the order may be sent meanwhile.</summary>
    private static readonly Gen<Case> All = Gen.Select(
        Deadline, Terms, Calendars, Gen.Select(Gen.OneOf(Gen.Const(0), Gen.Int[0, 30], Gen.Int[0, 120]), Gen.Bool).Array[1, 25], Gen.Int[0, 30])
        .Select((deadline, terms, calendars, asked, sentAfter) => new Case(deadline, terms, calendars.Calendar, asked, sentAfter));

    [Fact]
    public void No_step_is_taken_twice_or_out_of_order_however_late_or_often_it_is_asked() => All.Sample(
        one => one.Run().Zip(one.Run().Skip(1)).All(pair => pair.First.Step < pair.Second.Step && pair.First.At <= pair.Second.At), iter: Cases);

    [Fact]
    public void The_partner_hears_nothing_while_it_is_down_and_is_awaited_only_then() => All.Sample(
        one => one.Asked().All(asked => asked.IsReachable
            ? !asked.Answer.AwaitsPartner
            : asked.Answer.Step is not (DeadlineStep.AskPartner or DeadlineStep.RequestCancellation)
                && (!asked.Answer.AwaitsPartner || (asked.Answer.Step is null && asked.Answer.NextAt is null))), iter: Cases);

    [Fact]
    public void Nobody_is_asked_to_cancel_before_they_had_the_hours_to_say_how_the_order_stands() => All.Sample(
        one =>
        {
            var steps = one.Run().ToDictionary(step => step.Step, step => step.At);
            return !steps.TryGetValue(DeadlineStep.RequestCancellation, out var cancelled)
                || (steps.TryGetValue(DeadlineStep.AskPartner, out var asked) && cancelled >= asked.AddHours(one.Terms.StepHours));
        }, iter: Cases);

    [Fact]
    public void People_hear_of_it_before_the_partner_does_and_before_it_is_withdrawn() => All.Sample(
        one => one.Run() is var steps && (steps.TrueForAll(step => step.Step <= DeadlineStep.Escalate) || steps.Exists(step => step.Step == DeadlineStep.Escalate)),
        iter: Cases);

    [Fact]
    public void Only_an_order_that_was_never_sent_is_withdrawn() => All.Sample(
        one => one.Asked().All(asked => asked.Answer.Step != DeadlineStep.Withdraw || (!asked.WasSent && one.Deadline.Kind == DeadlineKind.Response)), iter: Cases);

    [Fact]
    public void Nothing_but_the_first_reminder_comes_before_the_deadline() => All.Sample(
        one => one.Run().TrueForAll(step => step.Step == DeadlineStep.RemindHalfway
            ? step.At >= one.Deadline.From + ((one.Deadline.Due - one.Deadline.From) / 2)
            : step.At >= one.Deadline.Due), iter: Cases);

    [Fact]
    public void What_is_asked_again_at_the_same_instant_comes_to_rest() => All.Sample(
        one => one.Asked().All(asked =>
        {
            List<TakenStep> taken = [.. asked.Taken];
            for (var left = Whole.Length + 1; left > 0; left--)
            {
                if (one.Ladder.Ask(taken, asked.At, asked.IsReachable, asked.WasSent) is not { Step: { } step })
                {
                    return true;
                }

                taken.Add(new(step, asked.At));
            }

            return false;
        }), iter: Cases);

    [Fact]
    public void Who_asks_when_it_says_is_told_every_step() => All.Sample(
        one =>
        {
            var expected = Whole.Where(step => one.Deadline switch
            {
                { Side: TradeSide.Buyer } => step <= DeadlineStep.Escalate,
                { Kind: DeadlineKind.AnswerToCancellation } => step <= DeadlineStep.AskPartner,
                _ => true,
            });
            var told = one.FollowedTo(isReachable: true, wasSent: true);
            return told.Select(step => step.Step).SequenceEqual(told[0].Step == DeadlineStep.RemindDue ? expected.Skip(1) : expected);
        }, iter: Cases);

    [Fact]
    public void A_day_down_costs_people_one_message_and_the_partner_no_question()
    {
        var ladder = Ladder();
        var escalated = ladder.Ask([], Monday.AddDays(4), isReachable: true, wasSent: true);
        var asked = ladder.Ask([new(DeadlineStep.Escalate, Monday.AddDays(4))], Monday.AddDays(4), isReachable: true, wasSent: true);

        Assert.Equal(new LadderAnswer(DeadlineStep.Escalate, Monday.AddHours(40)), escalated);
        Assert.Equal(new LadderAnswer(DeadlineStep.AskPartner, Monday.AddDays(4).AddHours(8)), asked);
    }

    [Fact]
    public void A_deadline_that_passes_while_the_partner_is_down_releases_nothing_until_it_answers()
    {
        TakenStep[] taken = [new(DeadlineStep.Escalate, Monday.AddHours(32))];

        Assert.Equal(
            new LadderAnswer(Step: null, NextAt: null, AwaitsPartner: true), Ladder().Ask(taken, Monday.AddHours(40), isReachable: false, wasSent: true));
        Assert.Equal(DeadlineStep.AskPartner, Ladder().Ask(taken, Monday.AddHours(90), isReachable: true, wasSent: true).Step);
    }

    [Fact]
    public void What_was_never_sent_is_withdrawn_whether_the_partner_is_down_or_not() => Assert.Equal(
        new LadderAnswer(DeadlineStep.Withdraw, NextAt: null),
        Ladder().Ask([new(DeadlineStep.Escalate, Monday.AddHours(32))], Monday.AddHours(48), isReachable: false, wasSent: false));

    [Fact]
    public void The_steps_of_a_day_to_answer_come_at_noon_and_then_every_eight_hours() => Assert.Equal(
        [12.0, 24, 32, 40, 48],
        new Case(Answer, new(24, 2, 8), Calendar(Jakarta), [], 0).FollowedTo(isReachable: true, wasSent: true).Select(step => (step.At - Monday).TotalHours));

    [Fact]
    public void After_the_last_step_nothing_is_left() => Assert.Equal(
        default, Ladder().Ask([new(DeadlineStep.RequestCancellation, Monday.AddHours(48))], Monday.AddDays(9), isReachable: true, wasSent: true));

    private static OrderDeadline Answer => new(DeadlineKind.Response, TradeSide.Seller, Monday, Monday.AddHours(24));

    private static DeadlineLadder Ladder() => new(Answer, new DeadlineTerms(24, 2, 8), Calendar(Jakarta));

    private sealed record Case(
        OrderDeadline Deadline, DeadlineTerms Terms, BusinessCalendar Calendar, (int HoursLater, bool IsReachable)[] Times, int SentAfter)
    {
        internal DeadlineLadder Ladder { get; } = new(Deadline, Terms, Calendar);

        internal List<TakenStep> Run() =>
            [.. Asked().Where(asked => asked.Answer.Step is not null).Select(asked => new TakenStep(asked.Answer.Step!.Value, asked.At))];

        /// <summary>Asks at each time, and takes what is said.</summary>
        internal IEnumerable<Question> Asked()
        {
            List<TakenStep> taken = [];
            var now = Deadline.From;
            foreach (var (index, (hoursLater, isReachable)) in Times.Index())
            {
                now = now.AddHours(hoursLater);
                var answer = Ladder.Ask(taken, now, isReachable, wasSent: index >= SentAfter);
                yield return new(now, isReachable, index >= SentAfter, [.. taken], answer);
                if (answer.Step is { } step)
                {
                    taken.Insert(0, new(step, now));
                }
            }
        }

        /// <summary>Asks when the ladder says, until nothing is left.</summary>
        internal List<TakenStep> FollowedTo(bool isReachable, bool wasSent)
        {
            List<TakenStep> taken = [];
            var now = Deadline.From;
            for (var left = 20; left > 0; left--)
            {
                var answer = Ladder.Ask(taken, now, isReachable, wasSent);
                if (answer.Step is { } step)
                {
                    taken.Add(new(step, now));
                }

                if (answer.NextAt is not { } next)
                {
                    break;
                }

                now = next > now ? next : now;
            }

            return taken;
        }
    }

    private sealed record Question(DateTimeOffset At, bool IsReachable, bool WasSent, IReadOnlyCollection<TakenStep> Taken, LadderAnswer Answer);
}
