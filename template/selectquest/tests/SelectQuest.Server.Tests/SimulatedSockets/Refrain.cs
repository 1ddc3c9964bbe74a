namespace SelectQuest.Server.Simulation;

/// <summary>A loop that spins repeats itself, and its story would too: the same few lines, told once and counted.</summary>
internal static class Refrain
{
    private const int LongestVerse = 4;

    public static List<string> Fold(IReadOnlyList<string> lines)
    {
        var told = new List<string>();
        for (var at = 0; at < lines.Count; )
        {
            var (length, times) = Longest(lines, at);
            if (times < 3)
            {
                told.Add(lines[at]);
                at++;
                continue;
            }

            told.AddRange(lines.Skip(at).Take(length));
            told.Add(
                length == 1
                    ? $"... and the same {times - 1} times more"
                    : $"... and these {length} lines {times - 1} times more"
            );
            at += length * times;
        }

        return told;
    }

    /// <summary>The verse that begins here and covers most lines, and how often it is sung.</summary>
    private static (int Length, int Times) Longest(IReadOnlyList<string> lines, int at)
    {
        var best = (Length: 1, Times: 1);
        for (var length = 1; length <= LongestVerse; length++)
        {
            var times = 1;
            while (Same(lines, at, at + (length * times), length))
            {
                times++;
            }

            if (times > 2 && length * times > best.Length * best.Times)
            {
                best = (length, times);
            }
        }

        return best;
    }

    private static bool Same(IReadOnlyList<string> lines, int left, int right, int length)
    {
        if (right + length > lines.Count)
        {
            return false;
        }

        for (var offset = 0; offset < length; offset++)
        {
            if (lines[left + offset] != lines[right + offset])
            {
                return false;
            }
        }

        return true;
    }
}
