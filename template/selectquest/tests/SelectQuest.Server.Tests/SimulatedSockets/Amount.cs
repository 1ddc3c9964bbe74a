namespace SelectQuest.Server.Simulation;

/// <summary>Numbers as a story says them: shrunk ones are mostly about one byte.</summary>
internal static class Amount
{
    public static string Bytes(long count) => count == 1 ? "1 byte" : $"{count} bytes";
}
