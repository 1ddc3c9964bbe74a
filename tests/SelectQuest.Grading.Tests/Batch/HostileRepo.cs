using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SelectQuest.Grading.Tests.Sources;

namespace SelectQuest.Grading.Tests.Batch;

/// <summary>Makes hostile submissions: base, overlay, and what a label describes because no version control can hold it.</summary>
/// <param name="folder">The class.</param>
/// <param name="named">What <c>@CANARY@</c> and the other names in texts stand for on this machine.</param>
internal sealed class HostileRepo(string folder, IReadOnlyDictionary<string, string> named)
{
    private static readonly string Template = Path.Combine(CorpusSubmission.Root, "template");

    public static void LaySolution(string repo)
    {
        LayStarter(repo);
        Lay(Path.Combine(Template, "solution"), repo, text => text);
    }

    public static void LayStarter(string repo) => Lay(Path.Combine(Template, "selectquest"), repo, text => text);

    public void Make(HostileCase one)
    {
        switch (one.HandedIn)
        {
            case "pipe":
                Run("mkfifo", Path.Combine(folder, one.Submission + ".zip"));
                break;
            case "broken":
                File.WriteAllText(Path.Combine(folder, one.Submission + ".zip"), "PK\u0003\u0004 and no more");
                break;
            case "latin1":
                Run("sh", "-c", "mkdir \"$1/$(printf 'gr\\374n')\"", "sh", folder);
                break;
            case "folder":
                Fill(one, Path.Combine(folder, one.Submission));
                break;
            default:
                var inside = Directory.CreateTempSubdirectory("selectquest-packed-").FullName;
                Fill(one, Path.Combine(inside, "quest"));
                Pack(one, inside);
                Directory.Delete(inside, recursive: true);
                break;
        }
    }

    private void Fill(HostileCase one, string repo)
    {
        Directory.CreateDirectory(repo);
        switch (one.Base)
        {
            case "solution":
                LaySolution(repo);
                break;
            case "starter":
                LayStarter(repo);
                break;
        }

        Lay(one.Folder, repo, Filled);
        File.Delete(Path.Combine(repo, "label.json"));
        foreach (var make in one.Makes)
        {
            Make(make, repo);
        }
    }

    private void Make(JsonElement make, string repo)
    {
        if (Text(make, "fifo") is { } pipe)
        {
            Run("mkfifo", Cleared(repo, pipe));
        }
        else if (Text(make, "link") is { } link)
        {
            File.CreateSymbolicLink(Cleared(repo, link), Text(make, "to")!);
        }
        else if (Text(make, "file") is { } file)
        {
            var parts = make.GetProperty("repeat").EnumerateArray().ToArray();
            var text = string.Concat(
                parts[0].GetString(),
                Repeated(parts[1], parts[2]),
                parts[3].GetString(),
                Repeated(parts[4], parts[5]),
                parts[6].GetString()
            );
            File.WriteAllText(Cleared(repo, file), text);
        }
        else if (Text(make, "files") is { } files)
        {
            for (var number = 0; number < make.GetProperty("count").GetInt32(); number++)
            {
                var path = Cleared(repo, files.Replace("{0}", $"{number}", StringComparison.Ordinal));
                File.WriteAllText(path, Text(make, "text")!.Replace("{0}", $"{number}", StringComparison.Ordinal));
            }
        }
        else if (Text(make, "append") is { } longer)
        {
            File.AppendAllText(Path.Combine(repo, longer), Text(make, "text"));
        }
        else if (Text(make, "bytes") is { } bytes)
        {
            File.WriteAllBytes(Cleared(repo, bytes), Convert.FromHexString(Text(make, "hex")!));
        }
    }

    private void Pack(HostileCase one, string inside)
    {
        var entries = one.Makes.Where(make =>
            make.EnumerateObject().First().Name.StartsWith("entry", StringComparison.Ordinal)
        );
        if (one.HandedIn == "zip")
        {
            var path = Path.Combine(folder, one.Submission + ".zip");
            ZipFile.CreateFromDirectory(inside, path);
            using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
            foreach (var entry in entries)
            {
                using var content = zip.CreateEntry(Text(entry, "entry")!).Open();
                Write(entry, content);
            }

            return;
        }

        using var tar = new TarWriter(File.Create(Path.Combine(folder, one.Submission + ".tar")));
        foreach (var entry in entries)
        {
            tar.WriteEntry(Entry(entry));
        }

        tar.WriteEntry(Path.Combine(inside, "quest"), "quest");
        foreach (var path in Directory.EnumerateFiles(inside, "*", SearchOption.AllDirectories))
        {
            tar.WriteEntry(path, Path.GetRelativePath(inside, path));
        }
    }

    private PaxTarEntry Entry(JsonElement make) =>
        Text(make, "entryLink") is { } link
            ? new PaxTarEntry(TarEntryType.SymbolicLink, link) { LinkName = Text(make, "to")! }
        : Text(make, "entryHard") is { } hard
            ? new PaxTarEntry(TarEntryType.HardLink, hard) { LinkName = Text(make, "to")! }
        : Text(make, "entryFifo") is { } pipe ? new PaxTarEntry(TarEntryType.Fifo, pipe)
        : Text(make, "entryDevice") is { } device
            ? new PaxTarEntry(TarEntryType.CharacterDevice, device) { DeviceMajor = 1, DeviceMinor = 5 }
        : new PaxTarEntry(TarEntryType.RegularFile, Text(make, "entry")!)
        {
            DataStream = new MemoryStream(Encoding.UTF8.GetBytes(Text(make, "text")!)),
        };

    private void Write(JsonElement entry, Stream content)
    {
        if (!entry.TryGetProperty("zeros", out var mebibytes))
        {
            content.Write(Encoding.UTF8.GetBytes(Text(entry, "text")!));
            return;
        }

        var block = new byte[1 << 20];
        for (var written = 0; written < mebibytes.GetInt32(); written++)
        {
            content.Write(block);
        }
    }

    private static string Repeated(JsonElement text, JsonElement count) =>
        string.Concat(Enumerable.Repeat(text.GetString(), count.GetInt32()));

    // What was there makes room.
    private static string Cleared(string repo, string relative)
    {
        var path = Path.Combine(repo, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
        return path;
    }

    private static void Lay(string from, string to, Func<string, string> filled)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            var parts = relative.Split(Path.DirectorySeparatorChar);
            if (parts.Any(part => part is "bin" or "obj" or ".template.config" or "artifacts"))
            {
                continue;
            }

            var target = Path.Combine(to, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var bytes = File.ReadAllBytes(file);
            var text = Encoding.UTF8.GetString(bytes);
            File.WriteAllBytes(target, text.Contains('@') ? Encoding.UTF8.GetBytes(filled(text)) : bytes);
        }
    }

    private string Filled(string text) =>
        named.Aggregate(text, (filled, one) => filled.Replace($"@{one.Key}@", one.Value, StringComparison.Ordinal));

    private string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? Filled(text.GetString()!) : null;

    private static void Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(tool, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
