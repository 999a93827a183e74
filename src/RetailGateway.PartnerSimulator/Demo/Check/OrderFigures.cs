using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>Writes down what one side has of an order, so that it can be held against what the other has.</summary>
/// <param name="into">Each figure by what it is of.</param>
/// <param name="order">What names the order.</param>
internal sealed class OrderFigures(Dictionary<string, decimal> into, string order)
{
    public void State(OrderState state) => into[$"{order} {state}"] = 1;

    /// <summary>A line's figures, in base units.</summary>
    public void Line(string line, decimal ordered, decimal confirmed, decimal despatched, decimal received, decimal rejected)
    {
        into[$"{order} line {line} ordered"] = ordered;
        into[$"{order} line {line} confirmed"] = confirmed;
        into[$"{order} line {line} sent"] = despatched;
        into[$"{order} line {line} received"] = received;
        into[$"{order} line {line} rejected"] = rejected;
    }
}
