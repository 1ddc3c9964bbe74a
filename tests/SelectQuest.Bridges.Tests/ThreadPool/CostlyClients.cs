using System.Text;
using SelectQuest.Server.Tests.Scenarios;

namespace SelectQuest.Bridges.Tests;

/// <summary>By order and counts: no clock decides anything here.</summary>
[Collection(OneAtATime.Name)]
public class CostlyClients
{
    /// <summary>In both directions, at the sizes Linux lets its buffers grow to.</summary>
    private const int MoreThanTheKernelHolds = 40 * 1024 * 1024;

    [Fact]
    public async Task A_costly_client_does_not_hold_up_the_others()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        using var costly = await server.Connect();
        using var quick = await server.Connect();
        await costly.Send("!first\nsecond\n"u8.ToArray(), server.Token);
        await work.Begun(server.Token);

        for (var line = 0; line < 200; line++)
        {
            Assert.Equal("QUICK\n", await Ask(quick, "quick\n", server));
        }

        // All that time the costly line was being computed, and the one behind it waited.
        Assert.Equal(200, work.Done);
        work.Open();
        Assert.Equal("!FIRST\nSECOND\n", await Read(costly, 14, server));
    }

    [Fact]
    public async Task One_client_occupies_one_thread_however_much_it_asks_for_and_its_replies_keep_their_order()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        using var client = await server.Connect();
        var lines = string.Concat(
            Enumerable.Range(0, 500).Select(number => $"{(number % 7 == 0 ? "!" : "")}{number}\n")
        );
        await client.Send(Encoding.ASCII.GetBytes(lines), server.Token);
        await work.Begun(server.Token);

        // A round trip of somebody else: whatever else could have begun would have.
        using var other = await server.Connect();
        Assert.Equal("X\n", await Ask(other, "x\n", server));
        Assert.Equal(0, work.MoreBegun);

        work.Open();
        Assert.Equal(lines, await Read(client, lines.Length, server));
    }

    [Fact]
    public async Task EOF_while_work_is_in_flight_closes_after_the_last_reply()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        using var client = await server.Connect();
        await client.Send("!a\nb\nno newline"u8.ToArray(), server.Token);
        client.FinishSending();
        await work.Begun(server.Token);
        work.Open();

        Assert.Equal("!A\nB\n", await Read(client, 100, server));
    }

    [Fact]
    public async Task The_result_of_a_client_that_is_gone_reaches_nobody_else()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        var gone = await server.Connect();
        await gone.Send("!mine\nmine too\n"u8.ToArray(), server.Token);
        await work.Begun(server.Token);
        gone.Reset();

        // Of those that come some get the fd of the one that left, at the latest when its result has come back.
        var others = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => server.Connect()));
        work.Open();
        for (var round = 0; round < 20; round++)
        {
            foreach (var other in others)
            {
                Assert.Equal("THEIRS\n", await Ask(other, "theirs\n", server));
            }
        }

        Array.ForEach(others, other => other.Dispose());
    }

    [Fact]
    public async Task A_line_that_is_too_long_ends_the_connection_after_the_replies_before_it()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        using var client = await server.Connect();
        await client.Send(Encoding.ASCII.GetBytes($"first\nsecond\n{new string('x', work.LongestJob)}"), server.Token);
        Assert.Equal("FIRST\nSECOND\n", await Read(client, 100, server));
    }

    [Fact]
    public async Task A_line_may_come_in_pieces()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        using var client = await server.Connect();
        await client.Send("one\ntw"u8.ToArray(), server.Token);
        Assert.Equal("ONE\n", await Read(client, 4, server));
        Assert.Equal("TWO\n", await Ask(client, "o\n", server, length: 4));
    }

    [Fact]
    public async Task Stopping_while_work_is_in_flight_sends_its_result_first()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        using var client = await server.Connect();
        await client.Send("!a\nb\n"u8.ToArray(), server.Token);
        await work.Begun(server.Token);
        server.Cancel();
        work.Open();

        Assert.Equal("!A\nB\n", await Read(client, 100, server));
        await server.Ended;
    }

    [Fact]
    public async Task Lines_that_come_while_a_reply_still_waits_to_be_sent_are_lines_and_no_part_of_it()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work, largestSend: 10);
        using var client = await server.Connect();
        var expected = "";
        for (var number = 0; number < 300; number++)
        {
            var line = $"line {number} of a client in a hurry, who sends on while replies leave in small parts\n";
            await client.Send(Encoding.ASCII.GetBytes(line), server.Token);
            expected += line.ToUpperInvariant();
        }

        Assert.Equal(expected, await Read(client, expected.Length, server));
    }

    [Fact]
    public async Task A_client_that_asks_and_never_reads_is_not_read_from_and_loses_nothing()
    {
        using var work = new GatedShout();
        await using var server = new PoolServer(work);
        using var client = await server.Connect();
        var lines = EchoClient.Bytes(seed: 1, length: MoreThanTheKernelHolds);
        lines.AsSpan().Replace((byte)'!', (byte)' ');
        var sending = client.Send(lines, server.Token);

        // Its own kernel's buffers are full and ours are not: others are served as ever.
        using var other = await server.Connect();
        for (var round = 0; round < 50; round++)
        {
            Assert.Equal("X\n", await Ask(other, "x\n", server));
        }

        Assert.False(sending.IsCompleted, "The server reads on although nobody takes its replies.");
        var replies = await client.Receive(lines.Length, server.Token);
        await sending;
        GatedShout.Shout(lines, lines);
        Assert.True(lines.AsSpan().SequenceEqual(replies), "Other replies than owed.");
    }

    private static async Task<string> Ask(EchoClient client, string line, PoolServer server, int length = -1)
    {
        await client.Send(Encoding.ASCII.GetBytes(line), server.Token);
        return await Read(client, length < 0 ? line.Length : length, server);
    }

    private static async Task<string> Read(EchoClient client, int most, PoolServer server) =>
        Encoding.ASCII.GetString(await client.Receive(most, server.Token));
}
