using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>What goes wrong meanwhile: every line, the chain, the gateway itself.</summary>
internal sealed class Troubles(Random random, RandomWorld world, StepLog log)
{
    private static readonly LineFault[] LineFaults = Enum.GetValues<LineFault>();
    private static readonly ChainFault[] ChainFaults = Enum.GetValues<ChainFault>();

    /// <summary>A few faults at once, so that one meets what another left behind.</summary>
    internal void Some()
    {
        for (var fault = random.Next(1, 4); fault > 0; fault--)
            One();
    }

    /// <summary>Kill -9 in the middle of whatever is at work, and a new one a moment later.</summary>
    internal async Task Kill()
    {
        // A new gateway needs its store to start; what else is broken stays broken.
        world.StoreLine.Heal();
        var leasesHold = random.Next(3) == 0;
        log.Trouble($"the gateway is killed{(leasesHold ? ", and its leases hold on" : "")}");
        await world.KillGateway(leasesHold);
        await world.StartGateway();
        log.Trouble("the gateway is started");
    }

    private void One()
    {
        switch (random.Next(10))
        {
            case < 4:
                Line("callers", world.CallersLine);
                break;
            case < 6:
                Line("store", world.StoreLine);
                break;
            case < 8:
                Line("chain", world.ChainLine);
                break;
            default:
                var fault = ChainFaults[random.Next(ChainFaults.Length)];
                var reading = random.Next(2) == 0 && fault != ChainFault.AlteredEcho;
                log.Trouble($"the chain: {fault} when {(reading ? "read" : "told")}");
                world.Partner.Chain.Faults.Next(fault, reading ? "GET" : "POST", reading ? "/stok/perubahan" : "/ketersediaan");
                break;
        }
    }

    private void Line(string name, FaultyProxy line)
    {
        var (fault, way) = (LineFaults[random.Next(LineFaults.Length)], random.Next(2) == 0 ? LineWay.There : LineWay.Back);
        log.Trouble($"the {name}' line: {fault} {way}");
        line.Next(fault, way);
    }
}
