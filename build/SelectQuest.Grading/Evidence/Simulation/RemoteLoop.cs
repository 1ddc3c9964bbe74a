using System.Text;
using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;
using SelectQuest.Worker;

namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>
/// A student's loop in another process, driven as if it were here: each command goes out, and until it comes back every
/// system call the student makes is carried to the simulated kernel and its answer back.
/// </summary>
/// <param name="patience">What the worker's deadline bounds.</param>
internal sealed class RemoteLoop(WorkerProcess worker, Patience patience = Patience.ForACommand)
{
    /// <summary>No honest recv or send in this quest is larger; a size beyond it would only be the grader's memory.</summary>
    private const int LargestTransfer = 1 << 24;

    /// <summary>Bytes of an exception's message, with room to spare: the worker cuts it.</summary>
    private const int LongestText = 1 << 15;

    /// <summary>A loop that catches everything and tries again would go on for ever.</summary>
    private const int MostRefusals = 1_000;

    private const byte CancelledFlag = 1;

    private byte[] transfer = new byte[1 << 16];
    private int? thread;
    private Exception? refused;

    /// <summary>What the simulator asks for: a fresh loop on a seam.</summary>
    public LoopUnderTest NewLoop(ISocketApi sockets, int listenFd)
    {
        thread = null;
        Command(Word.NewLoop, "The constructor of SelectLoop", sockets, CancellationToken.None, listenFd);
        return new LoopUnderTest(
            () => Command(Word.Iterate, "Iterate", sockets, CancellationToken.None),
            stop => Command(Word.Run, "Run", sockets, stop)
        );
    }

    /// <summary>A command that makes no system calls.</summary>
    public int[] Ask(Word word, string doing, params ReadOnlySpan<int> fields) =>
        Command(word, doing, NoSockets.Instance, CancellationToken.None, fields);

    private int[] Command(
        Word word,
        string doing,
        ISocketApi sockets,
        CancellationToken stop,
        params ReadOnlySpan<int> fields
    )
    {
        refused = null;
        worker.StartClock();
        try
        {
            worker.Commands.Write((byte)word);
            foreach (var field in fields)
            {
                worker.Commands.Write(field);
            }

            worker.Commands.Flush();
            return ServeUntilItReturns(doing, sockets, stop);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or FormatException)
        {
            throw new WorkerLostException(worker.WhyItEnded(doing), worker.WasLate, refused);
        }
        finally
        {
            worker.StopClock();
        }
    }

    private int[] ServeUntilItReturns(string doing, ISocketApi sockets, CancellationToken stop)
    {
        for (var refusals = 0; refusals < MostRefusals; refusals += refused is null ? 0 : 1)
        {
            var word = (Word)worker.Answers.ReadByte();
            switch (word)
            {
                case Word.Returned:
                    var result = ReadNumbers();
                    return refused is null ? result : throw refused;
                case Word.Threw:
                    var thrown = ReadThrown(doing);
                    throw refused ?? thrown;
                default:
                    Serve(word, sockets, stop);
                    worker.Commands.Flush();
                    break;
            }
        }

        throw new InvalidDataException("The worker calls on and on after it was refused.");
    }

    // An oracle's exception is kept until the student's code has come back from it: the wire stays in step.
    private void Serve(Word word, ISocketApi sockets, CancellationToken stop)
    {
        var call = ReadCall(word);
        if (refused is null)
        {
            try
            {
                RequireOneThread(call.Thread);
                Answer(call, sockets, stop);
                return;
            }
            catch (Exception thrown) when (thrown is not (IOException or InvalidDataException))
            {
                refused = thrown;
            }
        }

        worker.Commands.Write((byte)Word.Refused);
    }

    private void Answer(in Call call, ISocketApi sockets, CancellationToken stop)
    {
        var (read, write, error) = (call.Read, call.Write, call.Error);
        var result = AskKernel(call, sockets, ref read, ref write, ref error, out var errno);
        var answer = worker.Commands;
        answer.Write((byte)Word.Answer);
        answer.Write(stop.IsCancellationRequested ? CancelledFlag : (byte)0);
        answer.Write(result);
        answer.Write((int)errno);
        if (call.Word == Word.Select)
        {
            answer.Write(read);
            answer.Write(write);
            answer.Write(error);
        }
        else if (call.Word == Word.Receive && result > 0)
        {
            answer.Write(transfer.AsSpan(0, result));
        }
    }

    // Only the kernel's own time is not the student's.
    private int AskKernel(
        in Call call,
        ISocketApi sockets,
        ref FdSet read,
        ref FdSet write,
        ref FdSet error,
        out Errno errno
    )
    {
        errno = Errno.None;
        if (patience == Patience.ForSilence)
        {
            worker.StopClock();
        }

        try
        {
            return call.Word switch
            {
                Word.Select => sockets.Select(call.Fd, ref read, ref write, ref error, call.Timeout, out errno),
                Word.Accept => sockets.Accept(call.Fd, out errno),
                Word.SetNonBlocking => sockets.SetNonBlocking(call.Fd, out errno) ? 1 : 0,
                Word.Receive => sockets.Receive(call.Fd, transfer.AsSpan(0, call.Size), out errno),
                Word.Send => sockets.Send(call.Fd, transfer.AsSpan(0, call.Size), out errno),
                _ => Close(sockets, call.Fd),
            };
        }
        finally
        {
            if (patience == Patience.ForSilence)
            {
                worker.StartClock();
            }
        }
    }

    private static int Close(ISocketApi sockets, int fd)
    {
        sockets.Close(fd);
        return 0;
    }

    private Call ReadCall(Word word)
    {
        var answers = worker.Answers;
        if (word is < Word.Select or > Word.Close)
        {
            throw new InvalidDataException($"The worker said {word}, which is no system call.");
        }

        var call = new Call(word, answers.ReadInt32(), answers.ReadInt32());
        switch (word)
        {
            case Word.Select:
                call.Read = answers.ReadFdSet();
                call.Write = answers.ReadFdSet();
                call.Error = answers.ReadFdSet();
                call.Timeout = new TimeSpan(answers.ReadInt64());
                break;
            case Word.Receive or Word.Send:
                call.Size = ReadSize();
                if (word == Word.Send)
                {
                    answers.BaseStream.ReadExactly(transfer, 0, call.Size);
                }

                break;
        }

        return call;
    }

    private int ReadSize()
    {
        var size = worker.Answers.ReadInt32();
        if (size is < 0 or > LargestTransfer)
        {
            throw new InvalidDataException($"The worker asked for a transfer of {size} bytes.");
        }

        if (size > transfer.Length)
        {
            transfer = new byte[size];
        }

        return size;
    }

    private int[] ReadNumbers()
    {
        var count = worker.Answers.ReadInt32();
        if (count is < 0 or > FdSet.Size * 2)
        {
            throw new InvalidDataException($"The worker returned {count} numbers.");
        }

        var numbers = new int[count];
        for (var at = 0; at < count; at++)
        {
            numbers[at] = worker.Answers.ReadInt32();
        }

        return numbers;
    }

    // A hole that the source did not show is a fault like any other: it must not pass for an honest beginning.
    private StudentException ReadThrown(string doing)
    {
        var answers = worker.Answers;
        var (type, message) = (ReadText(), ReadText());
        var (file, line) = (ReadText(), answers.ReadInt32());
        return new StudentException(doing, type, message, file, line);
    }

    // As BinaryWriter writes a string. The length is the student's word: it must not become the grader's memory.
    private string ReadText()
    {
        var length = worker.Answers.Read7BitEncodedInt();
        return length is >= 0 and <= LongestText
            ? Encoding.UTF8.GetString(worker.Answers.ReadBytes(length))
            : throw new InvalidDataException($"The worker sent a text of {length} bytes.");
    }

    private void RequireOneThread(int caller)
    {
        thread ??= caller;
        if (caller != thread)
        {
            throw new ViolationException(
                new Violation(
                    ViolationKind.WrongThread,
                    -1,
                    0,
                    "every call from the one thread that runs the loop",
                    "another thread"
                )
            );
        }
    }

    /// <summary>One system call as it came over the wire.</summary>
    /// <param name="Fd">For select, nfds.</param>
    private record struct Call(Word Word, int Thread, int Fd)
    {
        public int Size;
        public FdSet Read;
        public FdSet Write;
        public FdSet Error;
        public TimeSpan Timeout;
    }
}
