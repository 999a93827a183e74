using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using NetArchTest.Rules;
using RetailGateway.Access.People;

namespace RetailGateway.Tests.Architecture;

/// <summary>The architecture's table "from / may use", held for the namespaces that are there.</summary>
public sealed class DependencyTests
{
    private const string Root = "RetailGateway";

    private static readonly Assembly Host = typeof(Program).Assembly;

    private static readonly string[] Parts = ["Access", "Database", "Features", "Hosting", "Http", "Jobs", "Partners", "WebConsole"];

    /// <summary>For whoever has signed in, whatever their roles.</summary>
    private static readonly string[] EverybodysPages = [$"{Root}.WebConsole.Account.Index", $"{Root}.WebConsole.Inbox.Index", $"{Root}.WebConsole.Shell.More", $"{Root}.WebConsole.Start.Index"];

    public static TheoryData<string> Features => [.. Names("Features")];

    public static TheoryData<string> Partners => [.. Names("Partners").Where(name => name != "Contracts")];

    [Fact]
    public void The_domain_uses_the_base_class_library_alone() => Assert.All(
        typeof(Domain.Stock.Ledger).Assembly.GetReferencedAssemblies(),
        reference => Assert.True(reference.Name!.StartsWith("System", StringComparison.Ordinal) || reference.Name is "netstandard" or "mscorlib", reference.Name));

    /// <summary>What Razor compiles is public, and so is the kit, of which its parameters are made; nobody outside refers to the host.</summary>
    [Fact]
    public void Everything_in_the_host_but_pages_and_their_kit_is_internal() => Assert.Empty(Host.GetExportedTypes()
        .Where(type => !type.IsAssignableTo(typeof(IComponent)) && type.Namespace != $"{Root}.WebConsole.Kit" && type.Name != "_Imports")
        .Select(type => type.FullName));

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_uses_another_only_by_its_contracts(string feature) => Refused(
        $"{Root}.Features.{feature}",
        [.. TypesOf("Features").Where(type => PartOf(type, 2) != feature && PartOf(type, 3) != "Contracts")]);

    [Theory]
    [MemberData(nameof(Features))]
    public void A_feature_uses_a_partner_only_by_the_partners_contracts(string feature) => Refused(
        $"{Root}.Features.{feature}",
        [.. TypesOf("Partners").Where(type => PartOf(type, 2) != "Contracts"), .. TypesOf("Hosting"), .. TypesOf("Jobs"), .. TypesOf("WebConsole")]);

    [Theory]
    [MemberData(nameof(Partners))]
    public void A_partner_uses_the_domain_and_the_partners_contracts_alone(string partner) => Refused(
        $"{Root}.Partners.{partner}",
        [.. Parts.Where(part => part != "Partners").SelectMany(TypesOf), .. TypesOf("Partners").Where(type => PartOf(type, 2) is { } other && other != partner && other != "Contracts")]);

    [Fact]
    public void The_partners_contracts_use_the_domain_alone() => Refused(
        $"{Root}.Partners.Contracts",
        [.. Parts.Where(part => part != "Partners").SelectMany(TypesOf), .. TypesOf("Partners").Where(type => PartOf(type, 2) != "Contracts")]);

    [Fact]
    public void The_console_never_touches_the_database() => Refused($"{Root}.WebConsole", [.. TypesOf("Database"), typeof(PeopleDb)]);

    [Fact]
    public void The_console_uses_features_and_no_partner_or_job() => Refused($"{Root}.WebConsole", [.. TypesOf("Partners"), .. TypesOf("Jobs")]);

    [Fact]
    public void The_jobs_use_features_and_neither_a_partner_nor_the_console_nor_the_host() =>
        Refused($"{Root}.Jobs", [.. TypesOf("Partners"), .. TypesOf("WebConsole"), .. TypesOf("Hosting")]);

    [Fact]
    public void The_kit_knows_no_feature_and_no_person() => Refused($"{Root}.WebConsole.Kit", [.. TypesOf("Features"), .. TypesOf("Access")]);

    [Fact]
    public void Every_page_names_what_it_permits_or_is_the_door() => Assert.Empty(TypesOf("WebConsole")
        .Where(type => type.GetCustomAttributes<RouteAttribute>().Any() && type.GetCustomAttribute<PermitAttribute>() is null)
        .Where(type => PartOf(type, 2) != "Entrance" || type.GetCustomAttribute<AllowAnonymousAttribute>() is null)
        .Select(type => type.FullName)
        .Except(EverybodysPages, StringComparer.Ordinal));

    [Theory]
    [InlineData("Database")]
    [InlineData("Http")]
    [InlineData("Access")]
    public void What_all_features_stand_on_knows_none_of_them(string part) => Refused(
        $"{Root}.{part}",
        [.. TypesOf("Features"), .. TypesOf("Partners"), .. TypesOf("Hosting"), .. TypesOf("Jobs"), .. TypesOf("WebConsole")]);

    /// <summary>Fails with the names of the types in a namespace that use one of these.</summary>
    private static void Refused(string users, Type[] used)
    {
        if (used.Length == 0)
            return;

        var result = Types.InAssembly(Host).That().ResideInNamespace(users)
            .ShouldNot().HaveDependencyOnAny([.. used.Select(type => type.FullName!)])
            .GetResult();
        Assert.Empty(result.FailingTypeNames ?? []);
    }

    private static Type[] TypesOf(string part) =>
        [.. Host.GetTypes().Where(type => !type.IsNested && $"{type.Namespace}.".StartsWith($"{Root}.{part}.", StringComparison.Ordinal))];

    private static IEnumerable<string> Names(string part) => TypesOf(part).Select(type => PartOf(type, 2)).OfType<string>().Distinct();

    private static string? PartOf(Type type, int index) => type.Namespace!.Split('.').ElementAtOrDefault(index);
}
