namespace SelectQuest.Server.Sockets;

internal static class Always
{
    public const int Ready = 1;
}
