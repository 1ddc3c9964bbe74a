using System.Text;

namespace SelectQuest.Grading.Submissions;

/// <summary>A file's text, or why it is not text, as the end of a sentence, with the line where that shows.</summary>
internal sealed record Decoded(string? Text, string? Fault = null, int Line = 1);

/// <summary>From bytes to text: a BOM decides, without one it is UTF-8.</summary>
internal static class TextDecoding
{
    private static readonly (byte[] Bom, Encoding Encoding)[] Boms =
    [
        ([0xef, 0xbb, 0xbf], new UTF8Encoding(false, throwOnInvalidBytes: true)),
        // UTF-32 first: its little-endian BOM begins with UTF-16's.
        ([0xff, 0xfe, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true)),
        ([0, 0, 0xfe, 0xff], new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true)),
        ([0xff, 0xfe], new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true)),
        ([0xfe, 0xff], new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true)),
    ];

    /// <param name="bytes">A whole file.</param>
    /// <param name="fallback">For bytes that are not UTF-8; null makes them a fault.</param>
    public static Decoded Decode(byte[] bytes, Encoding? fallback = null)
    {
        var (bom, encoding) = Boms.FirstOrDefault(b => bytes.AsSpan().StartsWith(b.Bom), ([], Boms[0].Encoding));
        var body = bytes.AsSpan(bom.Length);
        try
        {
            var text = encoding.GetString(body);
            var nul = text.IndexOf('\0', StringComparison.Ordinal);
            return nul < 0 ? new(text) : new(null, "is binary: it holds NUL characters", LineAt(text, nul));
        }
        catch (DecoderFallbackException e)
        {
            if (body.Contains((byte)0) && bom.Length == 0)
            {
                return new(null, "is binary: it holds NUL bytes");
            }

            if (fallback is not null)
            {
                return new(fallback.GetString(body));
            }

            var line = encoding is UTF8Encoding ? 1 + body[..Math.Clamp(e.Index, 0, body.Length)].Count((byte)'\n') : 1;
            return new(null, $"is not {encoding.WebName.ToUpperInvariant()} text: save it as UTF-8", line);
        }
    }

    private static int LineAt(string text, int index) => 1 + text.AsSpan(0, index).Count('\n');
}
