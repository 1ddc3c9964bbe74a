using System.Net;
using System.Net.Sockets;
using SelectQuest.Server.Tests.Scenarios;
using SelectQuest.Solution.Tests.Processes;

namespace SelectQuest.Solution.Tests.Loops;

[Collection(OneAtATime.Name)]
public class AwkwardClients
{
    private const int Others = 20;

    /// <summary>More than the kernel's buffers of both sides hold together.</summary>
    private const int Much = 8 * 1024 * 1024;

    [Fact]
    public async Task A_client_that_does_not_read_delays_nobody_and_has_all_its_bytes_in_the_end()
    {
        await using var server = RunningServer.Start();
        var others = await server.Connect(Others);
        var slow = (await server.Connect(1))[0];
        var bytes = EchoClient.Bytes(Others, Much);

        await server.Expect("the slow client's bytes are taken", token => slow.Send(bytes, token));
        await server.Expect("the others are served meanwhile", token => others.EchoAll(1000, token));
        var echo = await server.Expect("the slow client's bytes come back", token => slow.Receive(Much, token));

        Assert.True(bytes.AsSpan().SequenceEqual(echo), "Bytes out of order.");
        await server.Stop();
        others.Append(slow).Leave();
    }

    [Fact]
    public async Task A_client_that_closes_half_gets_everything_and_then_EOF()
    {
        await using var server = RunningServer.Start();
        var client = (await server.Connect(1))[0];
        var bytes = EchoClient.Bytes(1, Much);

        await server.Expect("the bytes are taken", token => client.Send(bytes, token));
        client.FinishSending();
        var echo = await server.Expect("the bytes and EOF come", token => client.Receive(Much + 1, token));

        Assert.True(bytes.AsSpan().SequenceEqual(echo), "Bytes lost or out of order.");
        await server.Until("the client is gone", state => state.Holds(0));
        await server.Stop();
        client.Dispose();
    }

    [Fact]
    public async Task A_reset_ends_one_connection_and_no_other()
    {
        await using var server = RunningServer.Start();
        var others = await server.Connect(Others);
        var doomed = await server.Connect(2);
        await server.Expect("the bytes of one are taken", token => doomed[0].Send(new byte[Much], token));
        await server.Until("everyone is there", state => state.Holds(Others + 2));

        // One with bytes pending, one without.
        doomed[0].Reset();
        doomed[1].Reset();

        await server.Until("the others are left", state => state.Holds(Others));
        await server.Expect("the others are served", token => others.EchoAll(1000, token));
        await server.Stop();
        others.Leave();
    }

    [Fact]
    public async Task A_client_that_sends_byte_by_byte_is_echoed_byte_by_byte()
    {
        await using var server = RunningServer.Start();
        var client = (await server.Connect(1))[0];
        await server.Expect(
            "every single byte comes back",
            async token =>
            {
                foreach (var single in EchoClient.Bytes(1, 300))
                {
                    await client.Echo([single], token);
                }
            }
        );

        await server.Stop();
        client.Dispose();
    }

    [Fact]
    public async Task Urgent_data_ends_the_connection_that_sent_it_and_the_loop_goes_on()
    {
        await using var server = RunningServer.Start();
        var others = await server.Connect(Others);
        using var urgent = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await server.Expect(
            "the urgent one connects",
            async token => await urgent.ConnectAsync(IPAddress.Loopback, server.Port, token)
        );
        await server.Until("everyone is there", state => state.Holds(Others + 1));

        urgent.Send([33], SocketFlags.OutOfBand);

        await server.Until("the others are left", state => state.Holds(Others));
        await server.Expect("the others are served", token => others.EchoAll(1000, token));
        await server.Stop();
        others.Leave();
    }
}
