using System.Diagnostics.Metrics;

namespace RetailGateway.Features.Operations.Metrics;

/// <summary>The instruments that show <see cref="Figures"/>; none shows anything where the store did not answer.</summary>
internal sealed class Gauges
{
    /// <summary>What our own instruments are made by.</summary>
    internal const string MeterName = "RetailGateway";

    private readonly Figures figures;

    public Gauges(Figures figures, IMeterFactory meters)
    {
        this.figures = figures;
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("retailgateway.store.up", () => figures.Now is null ? 0 : 1, description: "1 where the database answers.");
        OfStreams(meter, "retailgateway.stream.lag", "s", "Age of the oldest change that the partner has not yet taken, or that we may not yet have read of it.", stream => stream.LagSeconds);
        OfStreams(meter, "retailgateway.stream.due", null, "Positions owed to the partner.", stream => stream.Due);
        OfStreams(meter, "retailgateway.stream.lines.parked", null, "Positions that the partner refuses, put aside alone.", stream => stream.LinesParked);
        OfStreams(meter, "retailgateway.stream.attempts", null, "Failures in a row.", stream => stream.Attempts);
        OfStreams(meter, "retailgateway.stream.parked", null, "1 where a person has put it aside.", stream => stream.Parked ? 1 : 0);
        One(meter, "retailgateway.outbox.rows", null, "Changes committed and not yet in a feed.", now => now.OutboxRows);
        One(meter, "retailgateway.sequencer.lag", "s", "Age of the oldest of them.", now => now.SequencerLagSeconds);
        One(meter, "retailgateway.review.items", null, "Lines whose code nobody has mapped.", now => now.ReviewItems);
        One(meter, "retailgateway.rupiah.at.risk", null, "What open conflicts may cost, all parties together.", now => now.RupiahAtRisk);
        One(meter, "retailgateway.mail.waiting", null, "Mails that are not sent yet.", now => now.MailsWaiting);
        One(meter, "retailgateway.mail.parked", null, "Mails that were refused, or came too late.", now => now.MailsParked);
        Many(meter, "retailgateway.conflicts.open", "Matters that wait for a person.", now => now.Conflicts.Select(
            conflict => new Measurement<double>(conflict.Open, new KeyValuePair<string, object?>("kind", conflict.Kind))));
        Many(meter, "retailgateway.job.runs", "Runs of scheduled jobs in the last day, by how they came out.", now => now.Runs.Select(
            run => new Measurement<double>(run.Runs, new("job", run.Job), new("result", run.Result))));
    }

    private void One(Meter meter, string name, string? unit, string description, Func<WorkFigures, double> value) =>
        meter.CreateObservableGauge(name, () => figures.Now is { } now ? [new Measurement<double>(value(now))] : Array.Empty<Measurement<double>>(), unit, description);

    private void Many(Meter meter, string name, string description, Func<WorkFigures, IEnumerable<Measurement<double>>> values) =>
        meter.CreateObservableGauge(name, () => figures.Now is { } now ? values(now) : [], unit: null, description);

    private void OfStreams(Meter meter, string name, string? unit, string description, Func<StreamFigures, double> value) =>
        meter.CreateObservableGauge(
            name,
            () => (figures.Now?.Streams ?? []).Select(stream => new Measurement<double>(
                value(stream), new("kind", stream.Kind), new("dialect", stream.Dialect), new("party", stream.Party))),
            unit,
            description);
}
