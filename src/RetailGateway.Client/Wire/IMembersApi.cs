using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses under /v1/employers, /v1/members, /v1/member-orders and /v1/deductions.</summary>
internal interface IMembersApi
{
    [Post("/v1/employers")]
    Task<Employer> AddEmployer([Header(Headers.Key)] string key, [Body] Employer employer, CancellationToken cancel);

    [Get("/v1/employers")]
    Task<Page<Employer>> Employers(int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/members")]
    Task<Member> AddMember([Header(Headers.Key)] string key, [Body] Member member, CancellationToken cancel);

    [Get("/v1/members")]
    Task<Page<Member>> Members(int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/member-orders/preview")]
    Task<PlanPreview> Preview([Body] NewPlan plan, CancellationToken cancel);

    [Post("/v1/member-orders")]
    Task<MemberOrderWithInstalments> Place([Header(Headers.Key)] string key, [Body] NewMemberOrder order, CancellationToken cancel);

    [Get("/v1/member-orders")]
    Task<Page<MemberOrder>> Orders(string? member, int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/member-orders/{id}")]
    Task<MemberOrderWithInstalments> Order(long id, CancellationToken cancel);

    [Get("/v1/member-orders/{id}/settlement")]
    Task<SettlementOffer> Settlement(long id, CancellationToken cancel);

    [Post("/v1/member-orders/{id}/payments")]
    Task<MemberOrderWithInstalments> Pay([Header(Headers.Key)] string key, long id, [Body] NewMemberPayment payment, CancellationToken cancel);

    [Post("/v1/member-orders/{id}/settlements")]
    Task<MemberOrderWithInstalments> Settle([Header(Headers.Key)] string key, long id, [Body] NewSettlement settlement, CancellationToken cancel);

    [Post("/v1/deductions")]
    Task<DeductionRunWithFile> Ask([Header(Headers.Key)] string key, [Body] NewDeductionRun run, CancellationToken cancel);

    [Get("/v1/deductions")]
    Task<Page<DeductionRun>> Runs(int limit, string? cursor, CancellationToken cancel);

    [Get("/v1/deductions/{id}")]
    Task<DeductionRunWithFile> Run(long id, CancellationToken cancel);

    [Post("/v1/deductions/{id}/answers")]
    Task<DeductionAnswer> Answer([Header(Headers.Key)] string key, long id, [Body] HttpContent file, CancellationToken cancel);
}

internal sealed record NewMemberPayment(decimal Amount);

internal sealed record NewSettlement(decimal Amount);

internal sealed record NewDeductionRun(string Employer, string Month);
