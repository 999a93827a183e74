namespace RetailGateway.Client;

/// <summary>What was read, with the tag of its state, which an update gives back so that it overwrites nothing unseen.</summary>
/// <typeparam name="T">What was read.</typeparam>
/// <param name="Value">It.</param>
/// <param name="ETag">The tag of its state.</param>
public sealed record Tagged<T>(T Value, string ETag);
