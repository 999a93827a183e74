using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Architecture;

/// <summary>What an older program left in the database is there after the migrations, in the new form.</summary>
public sealed class CarriedOverTests(TestCluster cluster)
{
    private const int BeforeReviewWasWorked = 11;
    private const int BeforeLagsWereOfHours = 34;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_a_stream_kept_with_its_reason_inside_is_carried_over()
    {
        var store = await cluster.Clone();
        await using (var old = NpgsqlDataSource.Create(store.Owner))
        {
            await Fall(old, BeforeReviewWasWorked);
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

    [Fact]
    public async Task Of_the_lags_that_were_noted_in_an_hour_the_longest_is_carried_over()
    {
        var store = await cluster.Clone();
        await using (var old = NpgsqlDataSource.Create(store.Owner))
        {
            await Fall(old, BeforeLagsWereOfHours);
            await Run(
                old,
                """
                set role rg_jobs;
                insert into party (code, name, kind, environment) values ('RITEL', 'Toko Ritel', 'chain', 'live');
                insert into connection (owner_id, code, name, kind, dialect) select owner_id, 'sistem', 'Sistem', 'connector', 'basmalah' from party;
                insert into sync_stream (owner_id, connection_id, kind, counterparty_id, next_attempt_at)
                select owner_id, connection_id, 'stock_out', owner_id, now() from connection where code = 'sistem';
                insert into stream_lag (owner_id, connection_id, kind, counterparty_id, at, lag_seconds)
                select owner_id, connection_id, kind, counterparty_id, v.at, v.seconds
                from sync_stream cross join (values
                    (timestamptz '2026-03-01T03:00:00Z', 3), ('2026-03-01T03:15:00Z', 70.5), ('2026-03-01T03:59:59Z', 4), ('2026-03-01T04:30:00Z', 0)) v (at, seconds);
                reset role;
                """);
        }

        await Migrator.Migrate(store.Owner, store.Gateway, Cancel);

        await using var rows = new GatewayDb(store.Gateway, requestConnections: 1);
        Assert.Equal(
            ["2026-03-01T03:00:00Z 70.500", "2026-03-01T04:00:00Z 0.000"],
            await rows.Jobs.All(
                """select to_char(hour at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') || ' ' || longest_seconds from stream_lag order by hour""",
                row => row.GetString(0)));
    }

    /// <summary>Puts an empty database back to the schema of so many migrations, as an older program had made it.</summary>
    private static async Task Fall(NpgsqlDataSource store, int migrations)
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
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(migrations))
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
