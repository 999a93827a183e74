using System.Net;
using System.Net.Sockets;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>Finds ports of this machine that nobody listens on.</summary>
internal static class Ports
{
    /// <summary>The wanted port where it is free, else any free one; 0 wants any.</summary>
    public static int Free(int wanted)
    {
        try
        {
            return Bind(wanted);
        }
        catch (SocketException)
        {
            return Bind(0);
        }
    }

    private static int Bind(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
