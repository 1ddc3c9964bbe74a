using System.Globalization;
using SelectQuest.Grading.Submissions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SelectQuest.Grading.Batch;

/// <summary>A YAML file that an instructor wrote: whatever is wrong in it is told with its line.</summary>
internal sealed class YamlFile
{
    private readonly string path;

    private YamlFile(string path, string content, YamlNode root)
    {
        this.path = path;
        Content = content;
        Root = root;
    }

    public string Content { get; }

    public YamlNode Root { get; }

    /// <exception cref="UnusableInputException">It is not there, or no YAML, or empty.</exception>
    public static YamlFile Read(string path)
    {
        try
        {
            var content = File.ReadAllText(path);
            var stream = new YamlStream();
            stream.Load(new StringReader(content));
            return stream.Documents is [var document]
                ? new YamlFile(path, content, document.RootNode)
                : throw new UnusableInputException($"{path} is empty, or more than one document. Write one.");
        }
        catch (YamlException broken)
        {
            throw new UnusableInputException($"{path}:{broken.Start.Line}: no YAML: {broken.Message}");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{path} could not be read: {missing.Message}");
        }
    }

    /// <summary>The members of a mapping, all of them among <paramref name="known"/>.</summary>
    public IEnumerable<(string Key, YamlNode Value)> Mapping(YamlNode node, string what, params string[] known)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Wrong(node, $"{what} is a mapping of {string.Join(", ", known)}");
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            yield return known.Contains(name, StringComparer.Ordinal)
                ? (name, value)
                : throw Wrong(key, $"{what} has no \"{name}\": it knows {string.Join(", ", known)}");
        }
    }

    public string Text(YamlNode node, string what) =>
        node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value)
            ? value
            : throw Wrong(node, $"{what} is a text");

    /// <summary>A whole number from 0 to <paramref name="most"/>.</summary>
    public int Whole(YamlNode node, string what, int most) =>
        node is YamlScalarNode { Value: { } value }
        && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number <= most
            ? number
            : throw Wrong(node, $"{what} is a whole number from 0 to {most}");

    public string OneOf(YamlNode node, string what, params string[] words) =>
        node is YamlScalarNode { Value: { } value } && words.Contains(value, StringComparer.Ordinal)
            ? value
            : throw Wrong(node, $"{what} is one of {string.Join(", ", words)}");

    public UnusableInputException Wrong(YamlNode node, string expected) =>
        new($"{path}:{node.Start.Line}: {expected}.");
}
