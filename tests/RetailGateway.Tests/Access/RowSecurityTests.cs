using Npgsql;
using RetailGateway.Access;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Access;

/// <summary>Reads the store's own catalogue: who owns what, and who may see it, is the database's decision.</summary>
public sealed class RowSecurityTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>
    /// Reference and bookkeeping tables that belong to nobody; and the framework's own stores of people, whose emails are
    /// unique over all parties, and which one role alone may look at.
    /// </summary>
    private const string OwnedByNobody =
        "'area', 'feed_epoch', 'job_run', 'schema_migration', 'data_protection_key', 'person', 'person_claim', 'person_login', " +
        "'person_token', 'person_passkey', 'person_session', 'invitation'";

    /// <summary>
    /// The register's own rule: a party's code is unique over all parties, and its row is its own owner. It is the one
    /// table that a distributed store replicates whole.
    /// </summary>
    private const string OfTheRegister = "'party_code_is_taken'";

    private static readonly string[] WorkingRoles = ["rg_party", "rg_authority", "rg_jobs", "rg_identity"];

    /// <summary>What the office is there to see of the parties of its environment.</summary>
    private static readonly string[] Register =
    [
        "connection", "location", "pack", "partner_copy", "partnership", "party", "party_tax_status", "permit", "product", "stock_position",
        "stream_lag", "sync_stream",
    ];

    /// <summary>What a party sees in a person's name alone.</summary>
    private static readonly string[] OfAPerson = ["message", "message_choice"];

    [Fact]
    public async Task Every_table_is_owned_row_by_row_but_those_that_belong_to_nobody() => Assert.Empty(await Names(
        $"""
        select relname from pg_class c
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in ({OwnedByNobody})
            and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'owner_id' and a.attnotnull)
        """));

    [Fact]
    public async Task Every_owned_table_has_row_security_enabled_and_forced() => Assert.Empty(await Names(
        """
        select relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id'
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
        """));

    [Fact]
    public async Task Every_owned_table_has_a_policy() => Assert.Empty(await Names(
        """
        select relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id'
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not exists (select from pg_policy p where p.polrelid = c.oid)
        """));

    [Fact]
    public async Task Every_owned_tables_primary_key_begins_with_its_owner() => Assert.Empty(await Names(
        """
        select relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id'
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
            and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and k.conkey[1] = a.attnum)
        """));

    [Fact]
    public async Task Every_unique_index_of_an_owned_table_carries_its_owner() => Assert.Empty(await Names(
        $"""
        select i.indexrelid::regclass::text from pg_index i
        join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id'
        where (i.indisunique or i.indisexclusion) and not a.attnum = any (i.indkey)
            and i.indexrelid::regclass::text not in ({OfTheRegister})
        """));

    [Fact]
    public async Task Every_foreign_key_of_an_owned_table_carries_an_owner() => Assert.Empty(await Names(
        $"""
        select k.conname from pg_constraint k
        join pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace
        join pg_attribute own on own.attrelid = c.oid and own.attname = 'owner_id'
        join pg_class t on t.oid = k.confrelid and t.relname not in ({OwnedByNobody})
        left join pg_attribute a on a.attrelid = t.oid and a.attname = 'owner_id'
        where k.contype = 'f' and (a.attnum is null or not a.attnum = any (k.confkey))
        """));

    [Fact]
    public async Task No_working_role_bypasses_row_security_logs_in_or_owns_a_table() => Assert.Empty(await Names(
        """
        select rolname from pg_roles r
        where rolname like 'rg\_%' and (rolsuper or rolbypassrls or rolcreaterole or (rolcanlogin and rolname <> 'rg_gateway')
            or exists (select from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace))
        """));

    [Fact]
    public async Task The_four_roles_are_there()
    {
        var roles = await Names("select rolname from pg_roles where rolname like 'rg\\_%'");

        Assert.Superset(WorkingRoles.ToHashSet(StringComparer.Ordinal), roles.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("rg_party")]
    [InlineData("rg_authority")]
    public async Task Without_a_party_no_row_of_any_owned_table_is_seen(string role)
    {
        var town = await Filled();

        Assert.Empty(await Seen(role, party: null, town));
    }

    [Fact]
    public async Task A_party_sees_its_own_rows_in_every_table_and_no_strangers_row_in_any()
    {
        var town = await Filled();
        var other = await Filled();

        var own = await Seen("rg_party", town.Coop, town);
        var strangers = await Seen("rg_party", town.Coop, other);

        Assert.Equal(OfAPerson, (await Readable("rg_party")).Except(own, StringComparer.Ordinal));
        Assert.Empty(strangers);
    }

    [Fact]
    public async Task An_authority_sees_the_register_of_its_environment_and_nothing_else_of_any_party()
    {
        var town = await Filled();
        var here = await Office("DKUP-LIVE", town.Environment);
        var elsewhere = await Office("DKUP-TEST", "test");

        Assert.Equal(Register, await Seen("rg_authority", here, town));
        Assert.Empty(await Seen("rg_authority", elsewhere, town));
    }

    [Theory]
    [InlineData("rg_party", "select * from outbox")]
    [InlineData("rg_party", "delete from outbox")]
    [InlineData("rg_party", "select * from api_key")]
    [InlineData("rg_party", "select secret_sha256 from api_key")]
    [InlineData("rg_authority", "select secret_sha256 from api_key")]
    [InlineData("rg_party", "update api_key set expires_at = null")]
    [InlineData("rg_party", "delete from api_key")]
    [InlineData("rg_party", "select * from cooperative_activity('{1}')")]
    [InlineData("rg_party", "update partnership set partner_id = 1")]
    [InlineData("rg_party", "select * from person")]
    [InlineData("rg_authority", "select * from person")]
    [InlineData("rg_jobs", "select * from person")]
    [InlineData("rg_party", "select * from invitation")]
    [InlineData("rg_jobs", "select * from data_protection_key")]
    [InlineData("rg_identity", "update person set party_id = 1")]
    [InlineData("rg_identity", "delete from person")]
    [InlineData("rg_identity", "select * from audit_entry")]
    [InlineData("rg_party", "select * from mail")]
    [InlineData("rg_authority", "select * from mail")]
    [InlineData("rg_identity", "select body from mail")]
    [InlineData("rg_party", "insert into message (owner_id, person_id, kind, arguments) values (1, 1, 'many', '{}')")]
    [InlineData("rg_party", "update message set arguments = '{}'")]
    [InlineData("rg_party", "delete from message")]
    [InlineData("rg_identity", "select * from message")]
    [InlineData("rg_party", "update stock_position set reserved = 0")]
    [InlineData("rg_party", "insert into stock_position (owner_id, location_id, product_id, reserved) values (1, 1, 1, 1)")]
    [InlineData("rg_party", "update stock_position set expected_out = 0")]
    [InlineData("rg_party", "update expected_state set remaining = 0")]
    [InlineData("rg_party", "insert into expected_state (owner_id) values (1)")]
    [InlineData("rg_party", "delete from expected_movement")]
    [InlineData("rg_jobs", "update expected_decision set quantity = 1")]
    [InlineData("rg_party", "update stock_entry set quantity = 0")]
    [InlineData("rg_party", "delete from stock_entry")]
    [InlineData("rg_jobs", "update stock_entry set quantity = 0")]
    [InlineData("rg_jobs", "delete from stock_entry")]
    [InlineData("rg_jobs", "truncate stock_entry")]
    [InlineData("rg_jobs", "update stock_reservation set quantity = 0")]
    [InlineData("rg_jobs", "delete from stock_reservation_step")]
    [InlineData("rg_party", "update audit_entry set reason = 'x'")]
    [InlineData("rg_party", "delete from audit_entry")]
    [InlineData("rg_jobs", "update audit_entry set reason = 'x'")]
    [InlineData("rg_jobs", "delete from audit_entry")]
    [InlineData("rg_authority", "delete from audit_entry")]
    [InlineData("rg_party", "update order_document set content = '{}'")]
    [InlineData("rg_jobs", "update order_document set content = '{}'")]
    [InlineData("rg_party", "delete from order_document")]
    [InlineData("rg_party", "update order_deadline_step set taken_at = now()")]
    [InlineData("rg_party", "delete from order_deadline_step")]
    [InlineData("rg_jobs", "update order_deadline_step set taken_at = now()")]
    [InlineData("rg_party", "update trade_order set time_zone = 'WIT'")]
    [InlineData("rg_party", "update order_line set held = 0")]
    [InlineData("rg_party", "update order_hold set held = 0")]
    [InlineData("rg_party", "insert into order_hold (owner_id) values (1)")]
    [InlineData("rg_authority", "select * from trade_order")]
    [InlineData("rg_authority", "select * from conflict")]
    [InlineData("rg_authority", "select * from terms")]
    [InlineData("rg_authority", "select * from price")]
    [InlineData("rg_authority", "select * from stock_entry")]
    [InlineData("rg_identity", "select * from stock_position")]
    [InlineData("rg_identity", "update api_key set scopes = '{}'")]
    [InlineData("rg_party", "select fold_expected(1, '{1}')")]
    [InlineData("rg_party", "select fold_expected_after(1, 1, array['a'], array[1], array[1], array[now()])")]
    [InlineData("rg_party", "select raise_expected(1, 1, 'expected_differs')")]
    [InlineData("rg_authority", "select raise_expected(1, 1, 'expected_differs')")]
    [InlineData("rg_identity", "select known_parties()")]
    public async Task What_a_role_may_not_do_the_store_refuses(string role, string statement)
    {
        await using var source = As(role);
        await using var command = source.CreateCommand(statement);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task No_role_of_ours_may_change_or_remove_an_entry_of_the_ledger() => Assert.Empty(await Names(
        """
        select format('%s may %s', rolname, privilege)
        from pg_roles, unnest(array['update', 'delete', 'truncate']) as privilege
        where rolname like 'rg\_%' and (has_table_privilege(rolname, 'stock_entry', privilege)
            or privilege = 'update' and has_any_column_privilege(rolname, 'stock_entry', 'update'))
        """));

    [Fact]
    public async Task No_role_but_the_jobs_may_change_what_a_row_is_or_whom_it_is_about() => Assert.Empty(await Names(
        """
        select format('%s may update %s.%s', r.rolname, c.relname, a.attname)
        from pg_roles r
        cross join pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where r.rolname in ('rg_party', 'rg_authority', 'rg_identity')
            and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
            and (a.attname in ('owner_id', 'partner_id', 'holder_id', 'consignor_id', 'counterparty_id', 'source_id', 'connection_owner_id',
                    'environment', 'code', 'kind', 'role', 'reserved', 'book_version', 'valid_from', 'secret_sha256', 'scopes')
                or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'p' and a.attnum = any (k.conkey)
                    and not (c.relname in ('system_of_record', 'consigned_goods') and a.attname = 'during')))
            and has_column_privilege(r.rolname, c.oid, a.attnum, 'update')
        """));

    [Fact]
    public async Task A_shopkeeper_sees_their_own_shop_alone()
    {
        var town = await Filled();
        await fixture.Gateway.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko lain', 'coop_shop')", town.Coop);
        var other = await fixture.Gateway.Database.Ask<int>("select location_id from location where owner_id = $1 and code = 'KPN-02'", town.Coop);
        var keeper = new Caller(new(town.Coop), RetailGateway.Domain.Parties.PartyKind.Cooperative, new(1), "live", "", new HashSet<string>()) { Location = new(other) };
        await using var work = await fixture.Gateway.Database.Open(keeper, TestContext.Current.CancellationToken);

        var seen = new List<long>();
        foreach (var table in new[] { "stock_position", "stock_entry", "stock_reservation", "review_item", "trade_order", "replenishment_level", "order_proposal", "order_pool_share", "order_pool_allocation", "location" })
        {
            await using var count = new NpgsqlCommand($"select count(*) from {table}", work.Connection);
            seen.Add((long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
        }

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], seen);
    }

    [Fact]
    public async Task A_party_tells_nothing_to_strangers()
    {
        var town = await Filled();
        var other = await Filled();
        await using var party = As("rg_party");
        await using var connection = await party.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var tell = new NpgsqlCommand(
            $"""
            select set_config('rg.party', '{town.Chain}', false);
            insert into outbox (owner_id, connection_id, body)
            select owner_id, 1, '' from unnest(array[{other.Coop}, {other.Chain}]) as owner_id
            """,
            connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => tell.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_function_that_runs_with_its_owners_rights_is_called_by_the_roles_named_for_it_alone() => Assert.Empty(await Names(
        """
        select p.oid::regprocedure::text
        from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prosecdef
            and exists (
                select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
                where a.grantee = 0 and a.privilege_type = 'EXECUTE')
        """));

    /// <summary>
    /// Such a function sees every row, so that an owner which is an argument is whatever a caller makes of it. What
    /// takes the party from the transaction says so itself, or asks a function that does.
    /// </summary>
    [Fact]
    public async Task A_function_that_runs_with_its_owners_rights_takes_the_party_from_the_transaction() => Assert.Empty(await Names(
        """
        with recursive said as (
            select oid, proname, regexp_replace(prosrc, '--[^\n]*', '', 'g') as source
            from pg_proc where pronamespace = 'public'::regnamespace),
        bound as (
            select oid, proname from said where proname = 'current_party'
            union
            select s.oid, s.proname from said s join bound b on s.source ~ format('\m%s\s*\(', b.proname))
        select format('%s by %s', p.oid::regprocedure, r.rolname)
        from pg_proc p
        join pg_roles r on r.rolname in ('rg_party', 'rg_authority') and has_function_privilege(r.rolname, p.oid, 'execute')
        where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.oid not in (select oid from bound)
        """));

    [Fact]
    public async Task A_strangers_expected_movement_is_not_raised_by_naming_it()
    {
        var town = await Filled();
        var other = await Filled();
        var expected = await fixture.Gateway.Database.Ask<long>("select min(expected_id) from expected_movement where owner_id = $1", other.Coop);
        await using var party = As("rg_party", town.Coop);
        await using var raise = party.CreateCommand($"select raise_own_expected({expected}, 'expected_differs')");

        await raise.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, await fixture.Gateway.Database.Ask<long>("select count(*) from conflict where kind = 'expected_differs' and owner_id in ($1, $2)", town.Coop, other.Coop));
    }

    [Theory]
    [InlineData("stock_in")]
    [InlineData("stock_out")]
    public async Task Nobody_has_a_strangers_goods_compared_by_naming_it(string stream)
    {
        var town = await Filled();
        var other = await Filled();
        await using var party = As("rg_party");
        await using var connection = await party.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var ask = new NpgsqlCommand(
            $"""
            select set_config('rg.party', '{town.Chain}', false);
            insert into drift_check (owner_id, connection_owner_id, connection_id, stream, asked_at)
            select {other.Coop}, owner_id, connection_id, '{stream}', now() from connection where owner_id = {town.Chain} limit 1
            """,
            connection);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => ask.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Every_check_unique_and_foreign_key_is_named_by_us() => Assert.Empty(await Names(
        """
        select conname from pg_constraint
        where connamespace = 'public'::regnamespace and contype in ('c', 'u', 'f', 'x')
            and (conname like '%\_check' or conname like '%\_fkey' or conname like '%\_key' or conname like '%\_excl')
        """));

    /// <summary>Connections of a role that act for a party, if one is named.</summary>
    private NpgsqlDataSource As(string role, int? party = null) =>
        NpgsqlDataSource.Create($"{fixture.Gateway.Store.Gateway};Options=-c role={role} -c rg.party={party}");

    private async Task<List<string>> Names(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        return await owner.All(sql, row => row.GetString(0));
    }

    /// <summary>The owned tables of which a role may read a column or all, by name.</summary>
    private Task<List<string>> Readable(string role) => Names(
        $"""
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'owner_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege('{role}', c.oid, 'select')
        order by c.relname collate "C"
        """);

    /// <summary>Tables in which a role, acting for a party, sees rows of a town; each holds one, or nothing could be seen there.</summary>
    private async Task<List<string>> Seen(string role, int? party, Town town)
    {
        var tables = await Readable(role);
        Assert.NotEmpty(tables);
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        Assert.Empty(tables.Except(await With(owner, tables, town), StringComparer.Ordinal));

        await using var source = As(role, party);
        return await With(source, tables, town);
    }

    /// <summary>Tables in which a row of a town is seen.</summary>
    private static async Task<List<string>> With(NpgsqlDataSource source, List<string> tables, Town town)
    {
        var seen = new List<string>();
        foreach (var table in tables)
        {
            if (await source.One<bool>($"select exists (select from {table} where owner_id in ($1, $2))", town.Coop, town.Chain))
            {
                seen.Add(table);
            }
        }

        return seen;
    }

    private Task<int> Office(string code, string environment) => fixture.Gateway.Database.Ask<int>(
        "insert into party (code, name, kind, environment) values ($1, 'DKUP', 'authority', $2) returning owner_id", code, environment);

    /// <summary>A town with a row in every owned table that a party or an authority reads.</summary>
    private async Task<Town> Filled()
    {
        var town = await Marked.Create(fixture.Gateway, "ASING");
        await town.PoolsOneMore(fixture.Gateway, Shop, "ASING-1", isReceived: true);
        var reserved = (await town.Partner.Reserve(2, Beras, "PO-1", owner: town.Coop)).Must(System.Net.HttpStatusCode.Created);
        await town.Partner.Release((long)reserved.Json["id"]!, "batal");
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using var rows = owner.CreateCommand(Rest(town));
        await rows.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return town;
    }

    /// <summary>What a town comes by only in time or through a partner's answers.</summary>
    private static string Rest(Town town) =>
        $"""
        insert into party_tax_status (owner_id, valid_from, pkp) values ({town.Coop}, '2024-01-01', true);
        insert into permit (owner_id, product_id, kind, number, expires)
        select owner_id, product_id, 'halal', 'ID-1', '2030-01-01' from product where owner_id = {town.Coop} and code = '{Beras}';
        insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
        select s.owner_id, s.partnership_id, p.product_id, 'PCS', '2024-01-01', 16000
        from partnership s join product p on p.owner_id = s.owner_id and p.code = '{Beras}' where s.owner_id = {town.Coop};
        insert into terms_product (owner_id, partnership_id, valid_from, product_id, on_consignment)
        select t.owner_id, t.partnership_id, t.valid_from, p.product_id, false
        from terms t join product p on p.owner_id = t.owner_id and p.code = '{Beras}' where t.owner_id = {town.Coop};
        insert into order_delivery (owner_id, connection_id, counterparty_id, document_number, order_id)
        select {town.Chain}, (select min(connection_id) from connection where owner_id = {town.Chain}), d.owner_id, d.document_number, d.order_id
        from order_document d where d.owner_id = {town.Coop} limit 1;
        insert into order_message (owner_id, connection_id, counterparty_id, message_id, body)
        select {town.Chain}, min(connection_id), {town.Coop}, 'kabar-1', '' from connection where owner_id = {town.Chain};
        insert into order_deadline_step (owner_id, order_id, partner_id, deadline, deadline_from, step)
        select owner_id, order_id, partner_id, deadline, deadline_from, 'remind_halfway' from trade_order where owner_id = {town.Coop};
        insert into expected_decision (owner_id, expected_id, decision, kind, quantity, reason)
        select owner_id, min(expected_id), 1, 'dismiss', 1, 'batal' from expected_movement where owner_id = {town.Coop} group by owner_id;
        insert into expected_late_entry (owner_id, connection_id, change_id, expected_id, decision, kind, quantity, occurred_at)
        select d.owner_id, c.connection_id, 'terlambat', d.expected_id, d.decision, 'sale', -1, now()
        from expected_decision d join connection c on c.owner_id = d.owner_id and c.code = 'kasir' where d.owner_id = {town.Coop};
        insert into feed_event (owner_id, connection_id, position, body, recorded_at)
        select owner_id, connection_id, 1000000, '', now() from connection where owner_id = {town.Coop} and code = 'kasir';
        insert into partner_copy (owner_id, connection_id, source_id, location_id, product_id, version, acknowledged_version)
        select s.owner_id, s.connection_id, p.owner_id, p.location_id, p.product_id, p.version, p.version
        from sync_stream s join stock_position p on p.owner_id = s.counterparty_id where p.owner_id = {town.Coop};
        insert into stream_lag (owner_id, connection_id, kind, counterparty_id, hour, longest_seconds)
        select owner_id, connection_id, kind, counterparty_id, date_trunc('hour', now()), 1 from sync_stream where counterparty_id = {town.Coop};
        with done as (
            insert into drift_check (owner_id, connection_owner_id, connection_id, stream, ended_at, outcome)
            select counterparty_id, owner_id, connection_id, kind, now(), 'differs' from sync_stream where counterparty_id = {town.Coop}
            returning *)
        insert into drift_finding (
            owner_id, connection_owner_id, connection_id, stream, location_id, product_id, kind, ours, evidence, first_check_id, last_check_id, resolved_at)
        select d.owner_id, d.connection_owner_id, d.connection_id, d.stream, p.location_id, p.product_id, 'lost', 1, '[]', d.check_id, d.check_id, now()
        from done d join stock_position p on p.owner_id = d.owner_id;
        with keeper as (
            insert into person (party_id, name, roles, user_name, normalized_user_name, email, normalized_email, security_stamp)
            select {town.Coop}, 'Sri', array['manager'], mail, upper(mail), mail, upper(mail), '' from format('sri@%s.example', {town.Coop}) as mail
            returning *),
        told as (
            insert into message (owner_id, person_id, kind, arguments) select party_id, person_id, 'many', '[]' from keeper)
        insert into message_choice (owner_id, person_id, digest, unwanted, language) select party_id, person_id, 'never', array[]::text[], 'id' from keeper;
        insert into matter_told (owner_id, matter) values ({town.Coop}, 'stream-1');
        """;
}
