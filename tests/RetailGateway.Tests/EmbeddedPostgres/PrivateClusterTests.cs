using RetailGateway.EmbeddedPostgres;
using static RetailGateway.Tests.EmbeddedPostgres.DataFolder;

namespace RetailGateway.Tests.EmbeddedPostgres;

public sealed class PrivateClusterTests
{
    [Fact]
    public async Task A_second_start_finds_the_data_of_the_first()
    {
        using var folder = new DataFolder();
        await using (var first = await folder.Start())
            await Keep(first, 7);

        await using var second = await folder.Start();

        Assert.Equal(7, await Kept(second));
    }

    [Fact]
    public async Task The_server_listens_on_its_socket_alone_and_never_runs_as_root()
    {
        using var folder = new DataFolder();
        await using var cluster = await folder.Start(durable: false, ("listen_addresses", "*"), ("work_mem", "12MB"));

        Assert.Equal("", await Ask<string>(cluster, "show listen_addresses"));
        Assert.Equal("12MB", await Ask<string>(cluster, "show work_mem"));
        Assert.Equal(cluster.SocketFolder, await Ask<string>(cluster, "show unix_socket_directories"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            new DirectoryInfo(cluster.SocketFolder).UnixFileMode);
        var identity = File.ReadLines($"/proc/{cluster.ProcessId}/status").First(line => line.StartsWith("Uid:", StringComparison.Ordinal));
        Assert.All(identity.Split('\t')[1..], user => Assert.NotEqual(0, int.Parse(user)));
    }

    [Fact]
    public async Task Two_clusters_run_side_by_side()
    {
        using var here = new DataFolder();
        using var there = new DataFolder();
        var both = await Task.WhenAll(here.Start(), there.Start());
        await using var first = both[0];
        await using var second = both[1];
        await Keep(first, 1);
        await Keep(second, 2);

        Assert.Equal((1, 2), (await Kept(first), await Kept(second)));
    }

    [Fact]
    public async Task The_same_folder_twice_is_refused_and_names_the_process_that_has_it()
    {
        using var folder = new DataFolder();
        await using var cluster = await folder.Start();

        var refused = await Assert.ThrowsAsync<ClusterStartException>(() => folder.Start());

        Assert.Contains($"in use by process {Environment.ProcessId}.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Ask<int>(cluster, "select 1"));
    }

    [Fact]
    public async Task A_folder_whose_path_is_too_long_for_a_socket_gets_a_short_one_elsewhere_and_leaves_nothing_of_it()
    {
        using var folder = new DataFolder(below: new string('d', 100), open: true);
        string socket;
        await using (var cluster = await folder.Start())
        {
            socket = cluster.SocketFolder;
            Assert.InRange(socket.Length, 1, 89);
            Assert.Equal(1, await Ask<int>(cluster, "select 1"));
        }

        Assert.False(Directory.Exists(socket));
    }

    [Fact]
    public async Task A_folder_below_one_that_is_closed_to_the_servers_user_works_and_finds_its_data_again()
    {
        using var folder = new DataFolder(below: "data");
        await using (var first = await folder.Start())
            await Keep(first, 7);

        await using var second = await folder.Start();

        Assert.Equal(7, await Kept(second));
    }

    [Fact]
    public async Task A_server_that_refuses_to_start_is_quoted()
    {
        using var folder = new DataFolder();

        var refused = await Assert.ThrowsAsync<ClusterStartException>(() => folder.Start(durable: false, ("shared_buffers", "plenty")));

        Assert.Contains("invalid value for parameter \"shared_buffers\": \"plenty\"", refused.Message, StringComparison.Ordinal);
    }
}
