using Microsoft.AspNetCore.Authorization;

namespace RetailGateway.Access.People;

/// <summary>A page, or an endpoint of one, is for those whose roles permit this.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class PermitAttribute(Permission permission) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    /// <summary>What must be permitted.</summary>
    internal Permission Permission { get; } = permission;

    /// <inheritdoc/>
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Somebody posts what their roles do not permit, on a page that they may see: answered with who may.</summary>
internal sealed class NotPermitted(Permission permission) : Exception($"This needs {permission}.")
{
    /// <summary>What must be permitted.</summary>
    internal Permission Permission { get; } = permission;
}

/// <summary>Asks the table, with the roles that the store has for this request.</summary>
internal sealed class PermitHandler(IHttpContextAccessor http) : AuthorizationHandler<PermitAttribute>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermitAttribute requirement)
    {
        if (http.HttpContext?.Features.Get<Visitor>() is { } visitor && visitor.May(requirement.Permission))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
