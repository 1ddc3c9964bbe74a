using SelectQuest.Server.Sockets;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Solution.Tests.Loops;

[Collection(OneAtATime.Name)]
public class Idleness
{
    [Fact]
    public async Task Idle_clients_cost_one_wake_up_per_timeout_and_none_between()
    {
        await using var server = new LoopThread();
        var clients = new List<EchoClient>();
        for (var count = 0; count < 50; count++)
        {
            clients.Add(await server.Connect());
            await clients[^1].Echo([1], server.Token);
        }

        var (selects, timeouts) = await server.Ask(() => (server.Sockets.Selects, server.Sockets.Timeouts));
        await server.Until(() => server.Sockets.Timeouts >= timeouts + 3);
        var (selectsAfter, timeoutsAfter) = await server.Ask(() => (server.Sockets.Selects, server.Sockets.Timeouts));

        Assert.Equal(timeoutsAfter - timeouts, selectsAfter - selects);
        clients.ForEach(client => client.Dispose());
    }

    [Theory]
    [InlineData(Errno.EMFILE)]
    [InlineData(Errno.ENFILE)]
    [InlineData(Errno.ENOBUFS)]
    [InlineData(Errno.ENOMEM)]
    public async Task Without_fds_the_listener_is_asked_once_per_timeout_until_one_is_free(Errno answer)
    {
        await using var server = new LoopThread(sockets => sockets.AcceptAnswers = answer);
        using var waiting = await server.Connect();
        await server.Until(() => server.Sockets.Accepts > 0);
        var selects = await server.Ask(() => server.Sockets.Selects);
        await server.Until(() => server.Sockets.Timeouts >= 3);

        // A round that asks accept, and one that waits for the pause to end: two selects for each timeout, not thousands.
        var (accepts, timeouts, selectsAfter) = await server.Ask(() =>
            (server.Sockets.Accepts, server.Sockets.Timeouts, server.Sockets.Selects)
        );
        Assert.InRange(accepts, 1, timeouts + 1);
        Assert.InRange(selectsAfter - selects, 1, 2 * (timeouts + 1));

        server.Sockets.AcceptAnswers = Errno.None;
        await waiting.Echo([1, 2, 3], server.Token);
    }

    [Fact]
    public async Task Without_fds_a_busy_loop_does_not_ask_the_listener_in_every_round()
    {
        const int Messages = 1000;
        await using var server = new LoopThread();
        using var busy = await server.Connect();
        await busy.Echo([0], server.Token);
        var accepts = await server.Ask(() => server.Sockets.Accepts);

        server.Sockets.AcceptAnswers = Errno.EMFILE;
        using var waiting = await server.Connect();
        for (var message = 0; message < Messages; message++)
        {
            await busy.Echo([1], server.Token);
        }

        Assert.InRange(await server.Ask(() => server.Sockets.Accepts) - accepts, 1, Messages / 10);

        // A closed fd is a reason to try again at once.
        server.Sockets.AcceptAnswers = Errno.None;
        busy.Dispose();
        await waiting.Echo([1], server.Token);
    }
}
