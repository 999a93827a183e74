using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Architecture;

/// <summary>A database of before lines in review could be worked: what waits there is there after the migration, in the new form.</summary>
public sealed class ReviewCarriedOverTests(TestCluster cluster)
{
    private const int Before = 11;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_a_stream_kept_with_its_reason_inside_is_carried_over()
    {
        var store = await cluster.Clone();
        await using (var old = NpgsqlDataSource.Create(store.Owner))
        {
            await Fall(old);
            await Old(old);
        }

        await Migrator.Migrate(store.Owner, store.Gateway, Cancel);

        await using var rows = new GatewayDb(store.Gateway, requestConnections: 1);
        Assert.Equal(
            [
                """feed/7|no such goods|2026-03-01T03:00:00Z|{"item": "XX", "kind": "sale", "changeId": "feed/7", "location": "TB-01", "quantity": "-2", "occurredAt": "2026-03-01T10:00:00+07:00"}""",
                """struk/1||2026-03-02T02:30:00Z|{"item": "YY", "kind": "sale", "changeId": "struk/1", "location": "TB-01", "quantity": "-1", "occurredAt": "2026-03-02T09:30:00+07:00"}""",
            ],
            await rows.Jobs.All(
                """
                select change_id || '|' || coalesce(waits_because, '') || '|' || to_char(happened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || '|' || line
                from review_item order by change_id
                """,
                row => row.GetString(0)));
        Assert.Equal(0, await rows.Ask<long>("select count(*) from review_item where due or corrected is not null or dismissed_at is not null or applied_at is not null"));
    }

    /// <summary>Puts an empty database back to the older schema, as an older program had made it.</summary>
    private static async Task Fall(NpgsqlDataSource store)
    {
        await Run(store, "drop schema public cascade; drop schema hangfire cascade; create schema public");
        await Run(
            store,
            """
            create table schema_migration (
                number integer constraint schema_migration_pkey primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())
            """);
        const string prefix = "RetailGateway.Database.Migrations.";
        var assembly = typeof(Program).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(Before))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var (name, text) = (resource[prefix.Length..], (await reader.ReadToEndAsync(Cancel)).ReplaceLineEndings("\n"));
            await Run(store, text);
            await Run(
                store,
                "insert into schema_migration (number, name, sha256) values ($1, $2, $3)",
                int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }
    }

    /// <summary>Two lines as they were kept: a stream's, with its reason, and a till's.</summary>
    private static Task Old(NpgsqlDataSource store) => Run(
        store,
        """
        set role rg_jobs;
        insert into party (code, name, kind, environment) values ('RITEL', 'Toko Ritel', 'chain', 'live');
        insert into location (owner_id, code, name, format) select owner_id, 'TB-01', 'Toko', 'minimarket' from party;
        insert into connection (owner_id, code, name, kind, dialect) select owner_id, 'sistem', 'Sistem', 'connector', 'basmalah' from party;
        insert into review_item (owner_id, connection_id, change_id, item_code, location_id, line)
        select l.owner_id, c.connection_id, v.id, v.item, l.location_id, v.line::jsonb
        from location l
        join connection c on c.owner_id = l.owner_id and c.code = 'sistem'
        cross join (values
            ('feed/7', 'XX', '{"why": "no such goods", "entry": {"id": "feed/7", "location": "TB-01", "item": "XX", "kind": "sale", "quantity": "-2", "occurredAt": "2026-03-01T10:00:00+07:00", "document": null}}'),
            ('struk/1', 'YY', '{"changeId": "struk/1", "location": "TB-01", "item": "YY", "kind": "sale", "quantity": "-1", "occurredAt": "2026-03-02T09:30:00+07:00"}')) v (id, item, line);
        reset role;
        """);

    private static async Task Run(NpgsqlDataSource store, string sql, params object[] values)
    {
        await using var command = store.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
