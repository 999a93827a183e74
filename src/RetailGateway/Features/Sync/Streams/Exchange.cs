using System.Diagnostics;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// An exchange with a partner in the traces: it goes on in the trace of the change that it tells, and what else it tells
/// is linked. The request to the partner carries the trace on by itself.
/// </summary>
internal static class Exchange
{
    private const int MostLinks = 100;

    private static readonly ActivitySource Source = new("RetailGateway.Sync");

    /// <summary>Whether anybody listens.</summary>
    internal static bool IsTraced => Source.HasListeners();

    /// <summary>Begins it; null where nobody listens.</summary>
    internal static Activity? Begin(string name, IConnector partner, ClaimedStream stream, StockSend? send = null)
    {
        if (!IsTraced)
        {
            return null;
        }

        var causes = (send?.Lines ?? []).Select(line => line.Trace).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostLinks)
            .Select(Context).OfType<ActivityContext>().ToList();
        return Source.StartActivity(
            ActivityKind.Client,
            causes.Count > 0 ? causes[0] : default,
            tags: [new("partner", partner.Dialect), new("party", stream.Counterparty), new("stream", stream.Kind), new("lines", send?.Lines.Count), new("send", send?.SendId)],
            links: causes.Select(cause => new ActivityLink(cause)),
            name: name);
    }

    /// <summary>Says how it came out.</summary>
    internal static Outcome<T> End<T>(this Activity? exchange, Outcome<T> outcome)
    {
        switch (outcome)
        {
            case Outcome<T>.Accepted:
                exchange?.SetStatus(ActivityStatusCode.Ok);
                break;
            case Outcome<T>.Rejected no:
                exchange?.SetTag("refused", no.Code).SetStatus(ActivityStatusCode.Error, no.Words);
                break;
            case Outcome<T>.Busy:
                exchange?.SetStatus(ActivityStatusCode.Error, "The partner asked us to come again later.");
                break;
            case Outcome<T>.Unknown unknown:
                exchange?.SetStatus(ActivityStatusCode.Error, unknown.Why);
                break;
        }

        return outcome;
    }

    private static ActivityContext? Context(string trace) =>
        ActivityContext.TryParse(trace, traceState: null, isRemote: true, out var context) ? context : null;
}
