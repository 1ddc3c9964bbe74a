using SelectQuest.Grading.Evidence.Live;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>One of the quest's six scenarios, as the clients play it.</summary>
/// <param name="Number">1 to 6.</param>
/// <param name="Name">What happens, in a few words.</param>
/// <param name="Title">The same with the number of clients.</param>
/// <param name="Play">What the clients do until the server is told to stop, for a number of clients.</param>
internal sealed record QuestScenario(int Number, string Name, Func<int, string> Title, Action<Stage, int> Play)
{
    private const int Message = EchoText.MessageBytes;

    /// <summary>More than the kernel buffers for all of them together, so that a server meets full buffers.</summary>
    private const int RapidBytes = 256 * 1024;

    private const long NoWindow = long.MaxValue;
    private const long WithoutEnd = 1L << 40;

    /// <summary>Messages of each client under way at the same time, so that the server is never without work.</summary>
    private const int Window = 4;

    /// <summary>Echoes that everyone has had before the server is told to stop under load: twelve rounds at the least.</summary>
    private const int EchoesBeforeStop = 12 * Window;

    /// <summary>All six, in the quest's order.</summary>
    public static IReadOnlyList<QuestScenario> All { get; } =
    [
        new(1, "connect together", n => $"{Clients(n)} connecting together", ConnectTogether),
        new(2, "one message each", n => $"one message from each of {Clients(n)}", OneMessageEach),
        new(3, "half leave", n => $"{Half(n)} of {Clients(n)} leaving at once", HalfLeave),
        new(4, "new ones come", n => $"{Half(n)} new clients coming while {n - Half(n)} are active", NewOnesCome),
        new(5, "all send rapidly", n => $"{Clients(n)} sending rapidly", AllSendRapidly),
        new(6, "stop under load", n => $"the server stopped with {Clients(n)} active", StopUnderLoad),
    ];

    /// <summary>Those who leave: half of them, the odd one too.</summary>
    private static int Half(int clients) => (clients + 1) / 2;

    private static string Clients(int count) => count == 1 ? "1 client" : $"{count} clients";

    private static void ConnectTogether(Stage stage, int clients) => stage.Connect(clients);

    private static void OneMessageEach(Stage stage, int clients)
    {
        var crowd = stage.Connect(clients);
        Stage.Send(crowd, Message, NoWindow);
        stage.UntilEchoed(crowd);
    }

    // Those that came last have the highest fds: nfds falls.
    private static void HalfLeave(Stage stage, int clients)
    {
        var crowd = stage.Connect(clients);
        var staying = crowd.Take(clients - Half(clients)).ToArray();
        stage.Leave([.. crowd.Skip(staying.Length)]);
        Stage.Send(staying, Message, NoWindow);
        stage.UntilEchoed(staying);
    }

    // Those that came first leave: the new ones get their fds, below those of the active ones.
    private static void NewOnesCome(Stage stage, int clients)
    {
        var first = stage.Connect(clients);
        var active = first.Skip(Half(clients)).ToArray();
        Stage.Send(active, WithoutEnd, window: Message);
        stage.Leave([.. first.Take(Half(clients))]);
        var newcomers = stage.Connect(Half(clients));
        Stage.Finish(active);
        stage.UntilEchoed(active);

        var everyone = active.Concat(newcomers).ToArray();
        Stage.Send(everyone, Message, NoWindow);
        stage.UntilEchoed(everyone);
    }

    private static void AllSendRapidly(Stage stage, int clients)
    {
        var crowd = stage.Connect(clients);
        Stage.Send(crowd, RapidBytes, NoWindow);
        stage.UntilEchoed(crowd);
    }

    private static void StopUnderLoad(Stage stage, int clients)
    {
        var crowd = stage.Connect(clients);
        Stage.Send(crowd, WithoutEnd, window: Window * Message);
        stage.UntilEchoed(
            crowd,
            $"{EchoesBeforeStop} echoes to each of them",
            client => client.Received >= EchoesBeforeStop * Message
        );
    }
}
