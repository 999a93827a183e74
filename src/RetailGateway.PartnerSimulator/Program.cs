using RetailGateway.PartnerSimulator.Callers.Anggur;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Demo;
using RetailGateway.PartnerSimulator.Files.Mangga;
using RetailGateway.PartnerSimulator.Ubl;

namespace RetailGateway.PartnerSimulator;

/// <summary>The partners' side of the demo and the tests, one verb a partner.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args) => args switch
    {
        ["chain", .. var options] => await ChainVerb.Run(options),
        ["anggur", .. var options] => await AnggurVerb.Run(options),
        ["mangga", .. var options] => await ManggaVerb.Run(options),
        ["nangka", .. var options] => await NangkaVerb.Run(options),
        ["demo", .. var options] => await DemoVerb.Run(options),
        _ => Usage(),
    };

    private static int Usage()
    {
        Console.Error.WriteLine("RetailGateway.PartnerSimulator VERB [OPTIONS]");
        Console.Error.WriteLine(ChainVerb.Help);
        Console.Error.WriteLine(AnggurVerb.Help);
        Console.Error.WriteLine(ManggaVerb.Help);
        Console.Error.WriteLine(NangkaVerb.Help);
        Console.Error.WriteLine(DemoOptions.Help);
        return 64;
    }
}
