namespace SelectQuest.Server;

internal static class Turned
{
    /*‮ } ⁦if (honest)⁩ ⁦ begin */
    public const int No = 0;
}
