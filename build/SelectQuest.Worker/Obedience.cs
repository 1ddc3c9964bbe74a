using System.Diagnostics;

namespace SelectQuest.Worker;

/// <summary>Reads the grader's commands one by one, carries each out on the student's code and says how it came back.</summary>
internal sealed class Obedience(BinaryReader commands, BinaryWriter answers, StudentApi student)
{
    private const int MostTextKept = 2_000;

    private readonly Lock wire = new();
    private readonly Dictionary<int, object> added = [];
    private CancellationToken stop;
    private object? loop;
    private Action iterate = () => { };
    private object? registry;

    public void UntilTheWireCloses()
    {
        wire.Enter();
        while (NextWord() is { } word)
        {
            try
            {
                var fields = Obey(word);
                answers.Write((byte)Word.Returned);
                answers.Write(fields.Length);
                foreach (var field in fields)
                {
                    answers.Write(field);
                }
            }
            catch (Exception thrown) when (thrown is not EndOfStreamException)
            {
                SayWhatWasThrown(thrown);
            }

            answers.Flush();
        }
    }

    private Word? NextWord()
    {
        var next = commands.BaseStream.ReadByte();
        return next < 0 ? null : (Word)next;
    }

    private int[] Obey(Word word)
    {
        switch (word)
        {
            case Word.NewLoop:
                var ending = new CancellationTokenSource();
                stop = ending.Token;
                var listenFd = commands.ReadInt32();
                var sockets = new RemoteSockets(commands, answers, wire, ending.Cancel);
                Lend(() => loop = student.NewLoop(sockets, listenFd));
                iterate = student.Iterate(loop!);
                return [];
            case Word.Iterate:
                Lend(iterate);
                return [];
            case Word.Run:
                Lend(() => student.Run(loop!)(stop));
                return [];
            case Word.Registry:
                var clients = student.RegistryOf(loop!);
                return [student.Count(clients), student.MaxFd(clients), .. student.Fds(clients)];
            case Word.NewRegistry:
                registry = student.NewRegistry();
                added.Clear();
                return [];
            case Word.Add:
                return [Add(commands.ReadInt32()) ? 1 : 0, student.Count(registry!), student.MaxFd(registry!)];
            case Word.Remove:
                var removed = student.Remove(registry!, commands.ReadInt32());
                return [removed ? 1 : 0, student.Count(registry!), student.MaxFd(registry!)];
            case Word.Get:
                var fd = commands.ReadInt32();
                var found = student.Get(registry!, fd);
                return
                [
                    found is null ? -1
                    : ReferenceEquals(found, added.GetValueOrDefault(fd)) ? fd
                    : -2,
                ];
            default:
                throw new InvalidDataException($"The grader said {word}, which is no command.");
        }
    }

    // The loop has the wire while it runs. A thread that it leaves behind waits: bytes of a call between two commands would
    // be read as something else, and the submission blamed for anything but its thread.
    private void Lend(Action toTheLoop)
    {
        wire.Exit();
        try
        {
            toTheLoop();
        }
        finally
        {
            wire.Enter();
        }
    }

    private bool Add(int fd)
    {
        var connection = student.NewConnection(fd);
        try
        {
            student.Add(registry!, fd, connection);
        }
        catch (ArgumentException)
        {
            return false;
        }

        added[fd] = connection;
        return true;
    }

    private void SayWhatWasThrown(Exception thrown)
    {
        var frame = new StackTrace(thrown, fNeedFileInfo: true)
            .GetFrames()
            .FirstOrDefault(f => f.GetFileName() is not null);
        answers.Write((byte)Word.Threw);
        answers.Write(thrown.GetType().FullName ?? "");
        answers.Write(thrown.Message.Length > MostTextKept ? thrown.Message[..MostTextKept] : thrown.Message);
        answers.Write(frame?.GetFileName() ?? "");
        answers.Write(frame?.GetFileLineNumber() ?? 0);
    }
}
