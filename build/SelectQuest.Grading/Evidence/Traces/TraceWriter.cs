using System.Text.Json;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Traces;

/// <summary>
/// Writes a trace line by line, in the shape of <c>trace.v1.schema.json</c>: a header, one line for each iteration as soon
/// as the next one begins, an end. Holds one line in memory and no more.
/// </summary>
internal sealed class TraceWriter(TextWriter output, TraceLimits limits) : IDisposable
{
    /// <summary>The first line names it. A change that could break a reader gets a new number.</summary>
    public const string Schema = "selectquest/trace/v1";

    private readonly JsonLine line = new(output);
    private int callsInThis;
    private bool inIteration;

    private Utf8JsonWriter Json => line.Json;

    /// <summary>Selects so far.</summary>
    public int Iterations { get; private set; }

    /// <summary>Calls so far, select among them.</summary>
    public long Calls { get; private set; }

    /// <summary>The limit that was reached, as part of a sentence; null while there is room.</summary>
    public string? Full { get; private set; }

    /// <summary>What it is written to takes no more; null while it does.</summary>
    public TraceUnwritableException? Unwritable => line.Unwritable;

    public void Header(TraceHeader header)
    {
        Begin("header");
        Json.WriteString("schema", Schema);
        Json.WriteString("graderVersion", header.GraderVersion);
        Json.WriteString("submission", header.Submission);
        Json.WriteString("kernel", header.Seed is null ? "real" : "simulated");
        Number("scenario", header.Scenario);
        Number("seed", header.Seed);
        Json.WriteString("title", header.Title);
        Json.WriteNumber("clients", header.Clients);
        Json.WriteNumber("listenFd", header.ListenFd);
        End();
    }

    /// <summary>The last line, after what is still open.</summary>
    /// <param name="leftOpen">Fds the loop was given and never closed.</param>
    public void End(TraceEnd end, IEnumerable<int> leftOpen)
    {
        EndIteration();
        Begin("end");
        Json.WriteString("ended", JsonNamingPolicy.CamelCase.ConvertName(end.How.ToString()));
        Json.WriteString("observed", end.Observed);
        Json.WriteNumber("iterations", Iterations);
        Json.WriteNumber("calls", Calls);
        Json.WriteStartArray("leftOpen");
        foreach (var fd in leftOpen)
        {
            Json.WriteNumberValue(fd);
        }

        Json.WriteEndArray();
        Json.WriteString("file", end.Where?.File);
        Number("fileLine", end.Where?.Line);
        if (end.Violation is { } violation)
        {
            Json.WriteStartObject("violation");
            Json.WriteString("kind", violation.Kind.ToString());
            Number("fd", violation.Fd < 0 ? null : violation.Fd);
            Json.WriteNumber("call", violation.Call);
            Json.WriteString("expected", violation.Expected);
            Json.WriteString("observed", violation.Observed);
            Json.WriteEndObject();
        }
        else
        {
            Json.WriteNull("violation");
        }

        End();
        line.Flush();
    }

    /// <summary>Before a select: ends the run here if the trace has no room for another line.</summary>
    /// <exception cref="TraceFullException"/>
    public void RequireRoomForSelect()
    {
        Require(Iterations < limits.Iterations, $"{limits.Iterations} iterations");
        RequireBytes();
    }

    /// <summary>Before any other call.</summary>
    /// <exception cref="TraceFullException"/>
    public void RequireRoomForCall()
    {
        Require(callsInThis < limits.CallsInOne, $"{limits.CallsInOne} calls without a select");
        RequireBytes();
    }

    /// <summary>A select that has returned, or never will: the iteration's calls follow.</summary>
    public void Select(in TracedSelect select)
    {
        EndIteration();
        Iterations++;
        Calls++;
        BeginIteration(Iterations, select.At, select.Stopping);
        Json.WriteStartObject("select");
        Json.WriteNumber("nfds", select.Nfds);
        if (select.Timeout == Timeout.InfiniteTimeSpan)
        {
            Json.WriteNull("timeoutMs");
        }
        else
        {
            Json.WriteNumber("timeoutMs", select.Timeout.TotalMilliseconds);
        }

        Sets("in", select.In);
        Answer(select.Result, select.Errno);
        if (select.Waited is { } waited)
        {
            Json.WriteNumber("waitedUs", waited);
        }

        if (select.Out is { } ready)
        {
            Sets("out", ready);
        }
        else
        {
            Json.WriteNull("out");
        }

        Json.WriteEndObject();
        Json.WriteStartArray("calls");
    }

    /// <summary>Another call, which belongs to the iteration of the last select.</summary>
    /// <param name="size">For recv the size of the buffer, for send the bytes offered, else null.</param>
    /// <param name="result">Null if the call never returned.</param>
    public void Call(string name, int fd, int? size, int? result, Errno errno)
    {
        if (!inIteration)
        {
            BeginIteration(0, null, stopping: false);
            Json.WriteNull("select");
            Json.WriteStartArray("calls");
        }

        Calls++;
        callsInThis++;
        Json.WriteStartObject();
        Json.WriteString("call", name);
        Json.WriteNumber("fd", fd);
        if (size is { } bytes)
        {
            Json.WriteNumber("size", bytes);
        }

        Answer(result, errno);
        Json.WriteEndObject();
    }

    public void Dispose() => line.Dispose();

    private void BeginIteration(int number, long? at, bool stopping)
    {
        Begin("iteration");
        inIteration = true;
        callsInThis = 0;
        Json.WriteNumber("number", number);
        if (at is { } microseconds)
        {
            Json.WriteNumber("t", microseconds);
        }

        Json.WriteBoolean("stopping", stopping);
    }

    private void EndIteration()
    {
        if (inIteration)
        {
            inIteration = false;
            Json.WriteEndArray();
            End();
        }
    }

    private void Begin(string kind)
    {
        Json.WriteStartObject();
        Json.WriteString("line", kind);
    }

    private void End()
    {
        Json.WriteEndObject();
        line.Write();
    }

    // A call that never returned has told the loop no errno, whatever the kernel thought of it.
    private void Answer(int? result, Errno errno)
    {
        Number("result", result);
        Json.WriteString("errno", result is null || errno == Errno.None ? null : errno.ToString());
    }

    private void Sets(string name, in ThreeSets sets)
    {
        Json.WriteStartObject(name);
        Members("read", sets.Read);
        Members("write", sets.Write);
        Members("error", sets.Error);
        Json.WriteEndObject();
    }

    private void Members(string name, in FdSet set)
    {
        Json.WriteStartArray(name);
        var left = set.Count;
        for (var fd = 0; left > 0; fd++)
        {
            if (set.IsSet(fd))
            {
                Json.WriteNumberValue(fd);
                left--;
            }
        }

        Json.WriteEndArray();
    }

    private void Number(string name, int? value)
    {
        if (value is { } number)
        {
            Json.WriteNumber(name, number);
        }
        else
        {
            Json.WriteNull(name);
        }
    }

    private void RequireBytes() => Require(line.BytesSoFar < limits.Bytes, $"{limits.Bytes / 1024} KiB");

    private void Require(bool room, string limit)
    {
        if (!room)
        {
            Full ??= limit;
            throw new TraceFullException(Full);
        }
    }
}
