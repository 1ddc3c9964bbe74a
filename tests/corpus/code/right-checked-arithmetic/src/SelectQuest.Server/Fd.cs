namespace SelectQuest.Server;

/// <summary>An fd is not a count and not a size: adding two of them makes no sense, so it does not compile.</summary>
internal readonly record struct Fd(int Number) : IComparable<Fd>
{
    public static readonly Fd None = new(-1);

    public bool Exists => Number >= 0;

    public bool FitsInSet => (uint)Number < Sockets.FdSet.Size;

    public int Bound => checked(Number + 1);

    public int CompareTo(Fd other) => Number.CompareTo(other.Number);

    public static Fd Max(Fd left, Fd right) => left.CompareTo(right) < 0 ? right : left;
}
