namespace SelectQuest.Server;

/// <summary>What is known of a client, as a value. A new one replaces the old one; nothing is changed in place.</summary>
internal abstract record Phase
{
    internal sealed record Fresh : Phase;

    internal sealed record Quiet : Phase;

    internal sealed record Owing(ReadOnlyMemory<byte> Bytes) : Phase;

    internal sealed record Leaving(ReadOnlyMemory<byte> Bytes) : Phase;

    internal sealed record Gone : Phase;
}

/// <summary>What the kernel answered.</summary>
internal abstract record Answer
{
    internal sealed record Got(ReadOnlyMemory<byte> Bytes) : Answer;

    internal sealed record Took(int Count) : Answer;

    internal sealed record NotNow : Answer;

    internal sealed record EndOfFile : Answer;

    internal sealed record Failure : Answer;
}
