using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SelectQuest.Grading.Evidence.Integrity;

/// <summary>A mark in a kept result: <c>0a1b2c3d 0 12-14</c>, one string, so that hundreds of them stay readable.</summary>
internal sealed class FingerprintMarkText : JsonConverter<FingerprintMark>
{
    public override FingerprintMark Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options
    ) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString()!.Split(' ', '-') is [var hash, var file, var first, var last]
        && uint.TryParse(hash, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
        && int.TryParse(file, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? new FingerprintMark(bits, number, from, to)
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, FingerprintMark value, JsonSerializerOptions options) =>
        writer.WriteStringValue(
            string.Create(CultureInfo.InvariantCulture, $"{value.Hash:x8} {value.File} {value.First}-{value.Last}")
        );
}
