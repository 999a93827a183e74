using System.Globalization;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Deadlines;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Orders.Contracts;
using Recipient = RetailGateway.Features.Messages.Contracts.Recipient;

namespace RetailGateway.Features.Orders.Deadlines;

/// <summary>Who is told of a deadline, and what.</summary>
internal static class DeadlineMessages
{
    /// <summary>Puts the messages of a step into inboxes, with the transaction that takes it.</summary>
    internal static void Write(Work work, DueOrder order, DeadlineStep step, IReadOnlyDictionary<PartyId, List<Recipient>> people)
    {
        var party = step == DeadlineStep.Escalate ? new PartyId(order.OwnerId) : order.Late;
        var named = new Named
        {
            Detail = Names.Of(step),
            Subject = order.Number,
            Place = party.Value == order.OwnerId ? order.Partner : order.Owner,
            Rupiah = order.Currency == "IDR" ? order.Amount : null,
        };
        var link = string.Create(CultureInfo.InvariantCulture, $"/orders/{order.OrderId}");
        // As long as it is late on their side a matter waits for them too: one ends with the other.
        var matter = step > DeadlineStep.RemindHalfway && party == order.Late ? AskedOrders.Late(order.OrderId) : null;
        foreach (var person in people.GetValueOrDefault(party, []).Where(person => IsTold(person, order, step)))
        {
            MessageLog.Add(work, party, person.Person, MessageKind.Order, named, link, matter);
        }
    }

    /// <summary>
    /// The role that the terms name is told of what stays late on either side; whoever may do it is reminded, and where a
    /// system alone may, whoever follows orders. A shopkeeper has to do with the orders of the shop.
    /// </summary>
    private static bool IsTold(Recipient person, DueOrder order, DeadlineStep step)
    {
        if (step == DeadlineStep.Escalate)
        {
            return person.Roles.Contains(RoleNames.Parse(order.EscalatesTo));
        }

        var needed = order.Running is { Side: TradeSide.Buyer, Kind: DeadlineKind.Receipt } ? Permission.ReceiveGoods : Permission.PlaceOrders;
        var doers = RoleNames.Of(person.Caller.Kind).Intersect(Permissions.Who(needed)).Any() ? needed : Permission.SeeOrders;
        return Permissions.Allow(person.Roles, doers) && (person.Location is not { } shop || shop == order.ShipToId || shop == order.ShipFromId);
    }
}
