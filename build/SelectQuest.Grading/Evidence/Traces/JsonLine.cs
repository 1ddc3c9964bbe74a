using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>One line of JSON Lines at a time: built here, then written as a whole.</summary>
internal sealed class JsonLine : IDisposable
{
    private readonly TextWriter output;
    private readonly ArrayBufferWriter<byte> bytes = new();
    private long written;

    public JsonLine(TextWriter output)
    {
        this.output = output;
        // Readable in every script, and still safe inside HTML and on a terminal.
        Json = new(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
    }

    /// <summary>Builds the line; one object, then <see cref="Write"/>.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>Of all lines, the unfinished one too.</summary>
    public long BytesSoFar => written + Json.BytesCommitted + Json.BytesPending;

    /// <summary>The output takes no more; null while it does.</summary>
    public TraceUnwritableException? Unwritable { get; private set; }

    /// <exception cref="TraceUnwritableException"/>
    public void Write()
    {
        Json.Flush();
        written += bytes.WrittenCount + 1;
        var text = Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
        bytes.ResetWrittenCount();
        Json.Reset();
        Guarded(() => output.Write(text));
    }

    /// <exception cref="TraceUnwritableException"/>
    public void Flush() => Guarded(output.Flush);

    public void Dispose() => Json.Dispose();

    // Not as an IOException: around the wire to the student's process, that is what the wire throws.
    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw Unwritable = new TraceUnwritableException(broken);
        }
    }
}
