using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace SelectQuest.Grading.Reports;

/// <summary>JSON as every report writes it: readable in every script, safe inside HTML and on a terminal.</summary>
internal static class JsonText
{
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>A whole document, ending in a line break.</summary>
    /// <param name="document">Writes one value.</param>
    /// <param name="indented">False for a document on a single line.</param>
    public static string Write(Action<Utf8JsonWriter> document, bool indented = true)
    {
        var layout = new JsonWriterOptions
        {
            Indented = indented,
            NewLine = "\n",
            Encoder = Encoder,
        };
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, layout))
        {
            document(json);
        }

        // A build that prints the document must find no order in it, and those that count anywhere in a line begin so.
        return Encoding.UTF8.GetString(bytes.ToArray()).Replace("##", @"\u0023\u0023", StringComparison.Ordinal) + "\n";
    }

    /// <summary>A member that is an array of objects, each written by <paramref name="write"/>.</summary>
    public static void Each<T>(
        this Utf8JsonWriter json,
        string name,
        IEnumerable<T> items,
        Action<Utf8JsonWriter, T> write
    )
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A member that is an array of strings.</summary>
    public static void Each(this Utf8JsonWriter json, string name, IEnumerable<string> words)
    {
        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    /// <summary>A member that is an object.</summary>
    public static void Object(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject(name);
        write(json);
        json.WriteEndObject();
    }
}
