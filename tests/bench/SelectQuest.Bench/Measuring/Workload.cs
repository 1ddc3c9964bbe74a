using SelectQuest.Cli.Load;

namespace SelectQuest.Bench.Measuring;

/// <summary>What the clients of one measurement do.</summary>
/// <param name="Clients">Connected at once.</param>
/// <param name="Active">So many of them send at a time; the others are silent.</param>
internal sealed record Workload(int Clients, int Active, LoadShape Shape)
{
    public int Idle => Clients - Active;

    public bool IsScaling => Active < Clients;

    public static Workload AllActive(int clients, int messageBytes, int depth) =>
        new(clients, clients, new LoadShape(messageBytes, depth));

    /// <summary>One client talks while so many are silent.</summary>
    public static Workload OneAmong(int idle) => new(idle + 1, 1, new LoadShape(64, 1));

    public override string ToString() =>
        IsScaling ? $"1 active among {Idle} idle" : $"{Clients} clients, {Shape.MessageBytes} B, depth {Shape.Depth}";
}

/// <summary>What one server did for one workload in one round.</summary>
/// <param name="CpuNanoseconds">Of the server's threads, for one message, by the kernel's account.</param>
/// <param name="MessagesPerSecond">Closed loop: a client sends its next message when one is back.</param>
/// <param name="P50Microseconds">Half of the messages were back by then.</param>
/// <param name="Messages">How many there were.</param>
internal sealed record Sample(
    double CpuNanoseconds,
    double MessagesPerSecond,
    double P50Microseconds,
    double P99Microseconds,
    long Messages
);
