using SelectQuest.Server.Simulation.Oracles;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation;

/// <summary>One number for a whole run, every call and every answer: equal numbers, equal runs.</summary>
internal struct TraceHash
{
    public ulong Value { get; private set; }

    public void Add(int call, int argument, int result, Errno errno) =>
        Mix(((ulong)(uint)argument << 32) | (uint)result, ((ulong)call << 8) | (ulong)errno);

    /// <summary>Adds the sets that select gave back.</summary>
    public void Add(ProgressOracle.Report report)
    {
        var read = FdBits.Of(ref report.Read);
        var write = FdBits.Of(ref report.Write);
        var error = FdBits.Of(ref report.Error);
        for (var index = 0; index * FdBits.PerWord < report.Nfds; index++)
        {
            Mix(read[index], write[index]);
            Mix(error[index], (ulong)index);
        }
    }

    private void Mix(ulong left, ulong right)
    {
        var mixed = (Value ^ left) * 0x9E3779B97F4A7C15;
        mixed = ((mixed >> 32) ^ mixed ^ right) * 0xD6E8FEB86659FD93;
        Value = mixed ^ (mixed >> 29);
    }
}
