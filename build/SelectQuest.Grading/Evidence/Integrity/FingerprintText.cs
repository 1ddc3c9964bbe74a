using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>A fingerprint as JSON, to be kept beside a submission's result and compared with those of the whole class.</summary>
internal static class FingerprintText
{
    // Everything that two fingerprints must have in common to be compared.
    private static readonly string Scheme = $"selectquest/fingerprint/v1 k={Winnowing.GramLength} w={Winnowing.Window}";

    public static string Write(Fingerprint fingerprint)
    {
        using var bytes = new MemoryStream();
        using (var marks = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            foreach (var mark in fingerprint.Marks)
            {
                marks.Write(mark.Hash);
                marks.Write7BitEncodedInt(mark.File);
                marks.Write7BitEncodedInt(mark.First);
                marks.Write7BitEncodedInt(mark.Last - mark.First);
            }
        }

        return JsonSerializer.Serialize(new Stored(Scheme, fingerprint.Files, bytes.ToArray()));
    }

    /// <exception cref="FormatException">It is none, or one that this grader cannot compare.</exception>
    public static Fingerprint Read(string json)
    {
        try
        {
            return
                JsonSerializer.Deserialize<Stored>(json) is { Scheme: { } scheme, Files: { } files, Marks: { } marks }
                && scheme == Scheme
                ? new Fingerprint(files, Marks(marks, files.Count))
                : throw new FormatException($"This is no fingerprint of the scheme '{Scheme}'.");
        }
        catch (Exception e) when (e is JsonException or EndOfStreamException)
        {
            throw new FormatException("This is no fingerprint.", e);
        }
    }

    private static List<FingerprintMark> Marks(byte[] bytes, int files)
    {
        using var marks = new BinaryReader(new MemoryStream(bytes));
        var read = new List<FingerprintMark>();
        while (marks.BaseStream.Position < bytes.Length)
        {
            var (hash, file) = (marks.ReadUInt32(), marks.Read7BitEncodedInt());
            var first = marks.Read7BitEncodedInt();
            var last = first + marks.Read7BitEncodedInt();
            read.Add(
                file >= 0 && file < files && first >= 1 && last >= first
                    ? new FingerprintMark(hash, file, first, last)
                    : throw new FormatException("A mark of this fingerprint stands in no file.")
            );
        }

        return read;
    }

    private sealed record Stored(
        [property: JsonPropertyName("scheme")] string? Scheme,
        [property: JsonPropertyName("files")] IReadOnlyList<string>? Files,
        [property: JsonPropertyName("marks")] byte[]? Marks
    );
}
