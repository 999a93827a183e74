namespace RetailGateway.PartnerSimulator.Demo;

/// <summary>The demo cannot go on; the message says why and what can be done.</summary>
internal sealed class DemoFailedException(string message) : Exception(message);
