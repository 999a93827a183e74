using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Check;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>A chain of the demo that comes to the gateway by itself, with calls or with files, in a process of its own.</summary>
internal interface ISimulatedPartner
{
    /// <summary>Its party's code.</summary>
    string Party { get; }

    /// <summary>Completes when its process ends.</summary>
    Task Ended { get; }

    /// <summary>Starts it against a gateway that answers.</summary>
    /// <param name="stage">Starts its process.</param>
    /// <param name="pace">Its own changes a minute; 0 and it concludes what is owed and begins nothing.</param>
    Task Start(Stagehand stage, int pace);

    /// <summary>Ends its process in order.</summary>
    Task Stop(TimeSpan patience);

    /// <summary>What it is doing, in a line; empty where it has done nothing yet.</summary>
    string Figures();

    /// <summary>Its own books against the gateway's, read with its own key.</summary>
    Task<List<Comparison>> Compare(GatewayClient gateway, CancellationToken cancel);

    /// <summary>That it ended although nobody asked it to.</summary>
    DemoFailedException Death();
}

/// <summary>What a partner needs of the stage to start: where the gateway is, the demo's folder, and a process.</summary>
internal sealed record Stagehand(
    Uri Gateway, DemoFolder Folder, int Seed, Func<string, string, string, IEnumerable<string>, Task<ChildProcess>> Start);
