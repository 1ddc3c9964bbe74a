using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>
/// A given file as it is compared with what was issued: without what Git, editors and the template's own options do to
/// a file that nobody meant to change.
/// </summary>
internal static partial class GivenText
{
    /// <summary>Lines without their endings and trailing blanks; empty lines at the end of the file do not count.</summary>
    public static string[] Lines(string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n')
            .Split('\n')
            .Select(line => ClientCount().Replace(line.TrimEnd(), "const int Clients = 50;"))
            .ToArray();
        var used = Array.FindLastIndex(lines, line => line.Length > 0) + 1;
        return lines[..used];
    }

    /// <summary>SHA-256 in lower-case hex. For a file that is normal already, what <c>sha256sum</c> prints.</summary>
    public static string Hash(IEnumerable<string> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")))));

    /// <summary>The first line, from 1, that is not as issued; where one text begins the other, the line after its end.</summary>
    public static int FirstDifference(IReadOnlyList<string> lines, IReadOnlyList<string> issued)
    {
        var both = Math.Min(lines.Count, issued.Count);
        var same = 0;
        while (same < both && lines[same] == issued[same])
        {
            same++;
        }

        // A place must exist in the student's file, and a file may end where the issued one goes on.
        return Math.Clamp(same + 1, 1, Math.Max(1, lines.Count));
    }

    // `dotnet new selectquest --clients N` writes this one constant; the numbers are the option's choices.
    [GeneratedRegex(@"const int Clients = (50|100|200|400);")]
    private static partial Regex ClientCount();
}
