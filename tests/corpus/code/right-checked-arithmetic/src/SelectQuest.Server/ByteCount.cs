namespace SelectQuest.Server;

internal readonly record struct ByteCount(long Value)
{
    public static ByteCount operator +(ByteCount left, int right) => new(checked(left.Value + right));

    public static long operator -(ByteCount left, ByteCount right) => checked(left.Value - right.Value);
}
