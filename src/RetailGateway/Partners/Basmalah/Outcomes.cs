using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>A reading of the chain's answer as the outcome that all dialects share.</summary>
internal static class Outcomes
{
    internal static Outcome<TOut> Of<TIn, TOut>(Reading<TIn> reading, Func<TIn, TOut> value) => reading switch
    {
        Reading<TIn>.Known known => new Outcome<TOut>.Accepted(value(known.Value)),
        Reading<TIn>.Refused refused => new Outcome<TOut>.Rejected(refused.Code, refused.Message),
        Reading<TIn>.Busy busy => new Outcome<TOut>.Busy(busy.After),
        Reading<TIn>.Unknown unknown => new Outcome<TOut>.Unknown(unknown.Why, unknown.Foreign, unknown.Echoed),
        _ => throw new InvalidOperationException("A reading is one of four."),
    };
}
