namespace SelectQuest.Server;

public enum ConnectionState { Connecting, Reading, Writing, Closing }
