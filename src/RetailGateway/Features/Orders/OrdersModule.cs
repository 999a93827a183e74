using RetailGateway.Features.Orders.Contracts;
using RetailGateway.Features.Orders.Deadlines;
using RetailGateway.Features.Orders.Instalments;
using RetailGateway.Features.Orders.Pools;
using RetailGateway.Features.Orders.Replenishment;

namespace RetailGateway.Features.Orders;

/// <summary>Orders in both directions: documents in, and where they leave the order.</summary>
internal static class OrdersModule
{
    internal static void AddOrders(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(BusinessCalendars.Read());
        builder.Services.AddSingleton<OrderDeadlines>();
        builder.Services.AddTransient<KeepDeadlines>();
        builder.Services.AddSingleton<OrderRecording>();
        builder.Services.AddSingleton<OrderExchange>();
        builder.Services.AddSingleton<OrderList>();
        builder.Services.AddSingleton<OrderReading>();
        builder.Services.AddSingleton<OrdersByHand>();
        builder.Services.AddSingleton<ProposeOrders>();
        builder.Services.AddSingleton<ProposalDecisions>();
        builder.Services.AddSingleton<ProposalBoard>();
        builder.Services.AddSingleton<Levels>();
        builder.Services.AddSingleton<PoolClosing>();
        builder.Services.AddSingleton<PoolDeliveries>();
        builder.Services.AddSingleton<PoolActs>();
        builder.Services.AddSingleton<PoolForms>();
        builder.Services.AddSingleton<PoolBoard>();
        builder.Services.AddTransient<ClosePools>();
    }

    internal static void MapOrders(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders").WithTags("Orders");
        SubmitOrder.Map(orders);
        AnswerOrder.Map(orders);
        ChangeOrder.Map(orders);
        DespatchOrder.Map(orders);
        ReceiveOrder.Map(orders);
        GetOrders.Map(orders);

        var replenishment = api.MapGroup("/replenishment").WithTags("Replenishment");
        SetLevels.Map(replenishment);
        RunReplenishment.Map(replenishment);
        GetProposals.Map(replenishment);
        DecideProposal.Map(replenishment);

        var pools = api.MapGroup("/pools").WithTags("Pooled orders");
        KeepPools.Map(pools);
        GetPools.Map(pools);

        Membership.Map(api.MapGroup("/employers").WithTags("Members"), api.MapGroup("/members").WithTags("Members"));
        var members = api.MapGroup("/member-orders").WithTags("Members");
        PlaceMemberOrder.Map(members);
        FollowMemberOrders.Map(members);
        var deductions = api.MapGroup("/deductions").WithTags("Members");
        Deductions.Map(deductions);
        AnswerDeductions.Map(deductions);
    }
}
