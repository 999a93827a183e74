using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using static RetailGateway.Domain.Tests.Stock.StockCases;

namespace RetailGateway.Domain.Tests.Stock;

public class ReservationTests
{
    private static readonly DateTimeOffset Expiry = Monday.AddDays(2);

    private static readonly Gen<ReservationStep> Step = Gen.Select(Gen.Int[0, 4], Gen.Int[-1, 12], Gen.Bool)
        .Select(ReservationStep (kind, quantity, flag) => kind switch
        {
            0 => Reserve(quantity),
            1 or 2 => Commit(quantity, flag),
            3 => new ReservationStep.Release(),
            _ => new ReservationStep.Expire(flag ? Expiry : Monday),
        });

    [Fact]
    public void What_left_and_what_was_given_back_never_exceed_what_was_reserved() =>
        Step.Array[1, 20].Sample(steps =>
        {
            var state = ReservationState.None;
            var givenBack = Quantity.Zero;
            foreach (var step in steps)
            {
                var left = state.Remaining;
                var decision = state.Apply(step);
                givenBack += decision.GivenBack;
                state = decision.State;
                if (decision.GivenBack.IsNegative || (decision.GivenBack > left))
                    return false;
            }

            return state.Committed + givenBack + state.Remaining == state.Reserved && !state.Remaining.IsNegative;
        }, iter: 10_000);

    [Fact]
    public void A_refused_step_changes_nothing_and_gives_nothing_back() =>
        Step.Array[1, 20].Sample(steps =>
        {
            var state = ReservationState.None;
            foreach (var step in steps)
            {
                var decision = state.Apply(step);
                if (!decision.Holds && (decision.State != state || decision.GivenBack != Quantity.Zero))
                    return false;

                state = decision.State;
            }

            return true;
        }, iter: 10_000);

    [Fact]
    public void A_final_despatch_gives_the_rest_back()
    {
        var decision = After(Reserve(10), Commit(4), Commit(3, final: true));

        Assert.Equal(Of(3), decision.GivenBack);
        Assert.Equal(Quantity.Zero, decision.State.Remaining);
    }

    [Fact]
    public void A_despatch_that_is_not_final_keeps_the_rest() =>
        Assert.Equal(Of(6), After(Reserve(10), Commit(4)).State.Remaining);

    [Fact]
    public void A_despatch_above_what_is_left_is_refused_with_what_is_left() =>
        Assert.Equal(
            [new ReservationRefusal(ReservationRefusalCode.AboveRemaining, Of(6))],
            After(Reserve(10), Commit(4), Commit(7)).Refusals);

    [Fact]
    public void Reserving_more_than_is_available_is_refused_with_what_is() =>
        Assert.Equal(
            [new ReservationRefusal(ReservationRefusalCode.AboveReservable, Of(10))],
            After(Reserve(11)).Refusals);

    [Fact]
    public void A_reservation_does_not_expire_before_its_time() =>
        Assert.Equal(
            [new ReservationRefusal(ReservationRefusalCode.NotYetExpired)],
            After(Reserve(10), new ReservationStep.Expire(Expiry.AddTicks(-1))).Refusals);

    [Fact]
    public void After_a_release_nothing_is_left_to_despatch() =>
        Assert.Equal(
            [
                new ReservationRefusal(ReservationRefusalCode.AlreadyEnded),
                new ReservationRefusal(ReservationRefusalCode.AboveRemaining, Quantity.Zero),
            ],
            After(Reserve(10), new ReservationStep.Release(), Commit(1)).Refusals);

    [Fact]
    public void Every_refusal_is_listed_and_not_the_first_alone() =>
        Assert.Equal(
            [ReservationRefusalCode.NotReserved, ReservationRefusalCode.QuantityNotAboveZero],
            After(Commit(0)).Refusals.Select(refusal => refusal.Code));

    private static ReservationStep.Reserve Reserve(int quantity) => new(Of(quantity), Expiry, Reservable: Of(10));

    private static ReservationStep.Commit Commit(int quantity, bool final = false) => new(Of(quantity), Monday, final);

    private static ReservationDecision After(params ReservationStep[] steps) => steps.Aggregate(
        new ReservationDecision(ReservationState.None, Quantity.Zero, []),
        (before, step) => before.State.Apply(step));

    private static Quantity Of(int units) => Quantity.FromDecimal(units);
}
