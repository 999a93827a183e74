using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Members' instalment orders: a cooperative buys for a member, whose employer deducts from the pay.</content>
public sealed partial class GatewayClient
{
    /// <summary>Adds an employer that deducts instalments. The same again answers the one that is there.</summary>
    /// <param name="employer">Its code, name and payday.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-exists</c>: its code is another's.</exception>
    public Task<Employer> AddEmployer(Employer employer, string? key = null, CancellationToken cancel = default) => members.AddEmployer(Key(key), employer, cancel);

    /// <summary>Your employers, in the order in which they were added.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Employer> Employers(CancellationToken cancel = default) => Pages.All((cursor, stop) => members.Employers(Pages.Size, cursor, stop), cancel);

    /// <summary>Adds a member. The same again answers the one that is there.</summary>
    /// <param name="member">Number, name, and who pays the person.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-exists</c>: the number is another's.</exception>
    public Task<Member> AddMember(Member member, string? key = null, CancellationToken cancel = default) => members.AddMember(Key(key), member, cancel);

    /// <summary>Your members, in the order in which they were added.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Member> Members(CancellationToken cancel = default) => Pages.All((cursor, stop) => members.Members(Pages.Size, cursor, stop), cancel);

    /// <summary>The plan of instalments as it would be agreed today; nothing is kept.</summary>
    /// <param name="plan">Its terms.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<PlanPreview> PreviewMemberOrder(NewPlan plan, CancellationToken cancel = default) => members.Preview(plan, cancel);

    /// <summary>Orders goods for a member, and of the seller where that is a partner.</summary>
    /// <param name="order">What, for whom, and how it is paid.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/no-terms</c>: no terms in force let you order there today.</exception>
    public Task<MemberOrderWithInstalments> PlaceMemberOrder(NewMemberOrder order, string? key = null, CancellationToken cancel = default) =>
        members.Place(Key(key), order, cancel);

    /// <summary>Members' orders, in the order in which they were made, without their instalments.</summary>
    /// <param name="member">A member's number; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<MemberOrder> MemberOrders(string? member = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => members.Orders(member, Pages.Size, cursor, stop), cancel);

    /// <summary>One with its instalments.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<MemberOrderWithInstalments> MemberOrder(long id, CancellationToken cancel = default) => members.Order(id, cancel);

    /// <summary>What the member would pay today to be done.</summary>
    /// <param name="id">The order's number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<SettlementOffer> PreviewSettlement(long id, CancellationToken cancel = default) => members.Settlement(id, cancel);

    /// <summary>Takes a payment, for the instalments that are due first.</summary>
    /// <param name="id">The order's number.</param>
    /// <param name="amount">Whole rupiahs, above zero.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<MemberOrderWithInstalments> PayInstalments(long id, decimal amount, string? key = null, CancellationToken cancel = default) =>
        members.Pay(Key(key), id, new NewMemberPayment(amount), cancel);

    /// <summary>Takes all that is open at once.</summary>
    /// <param name="id">The order's number.</param>
    /// <param name="amount">What <see cref="PreviewSettlement"/> says today.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/settlement-moved</c>: it is another amount today. <c>/problems/already-closed</c>: nothing is owed any more.
    /// </exception>
    public Task<MemberOrderWithInstalments> SettleMemberOrder(long id, decimal amount, string? key = null, CancellationToken cancel = default) =>
        members.Settle(Key(key), id, new NewSettlement(amount), cancel);

    /// <summary>The file of what an employer is asked to deduct from a month's pay; the same month again answers the same file.</summary>
    /// <param name="employer">The employer's code.</param>
    /// <param name="month">Such as <c>2026-12</c>.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<DeductionRunWithFile> MakeDeductionRun(string employer, string month, string? key = null, CancellationToken cancel = default) =>
        members.Ask(Key(key), new NewDeductionRun(employer, month), cancel);

    /// <summary>Deduction runs, in the order in which they were made, without their files.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<DeductionRun> DeductionRuns(CancellationToken cancel = default) => Pages.All((cursor, stop) => members.Runs(Pages.Size, cursor, stop), cancel);

    /// <summary>One with its file, and with what became of every line of the employer's answers.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<DeductionRunWithFile> DeductionRun(long id, CancellationToken cancel = default) => members.Run(id, cancel);

    /// <summary>Takes an employer's answer. The same file again changes nothing.</summary>
    /// <param name="id">The run's number.</param>
    /// <param name="file">The run's file, with outcomes and reasons filled in.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/control-total-differs</c>: it is torn or altered, and nothing of it was taken.</exception>
    public Task<DeductionAnswer> AnswerDeductionRun(long id, ImportFile file, string? key = null, CancellationToken cancel = default) =>
        members.Answer(Key(key), id, file.AsBody(), cancel);
}
