namespace RetailGateway.Client;

/// <summary>One run of a scheduled job.</summary>
/// <param name="Id">Its number; later ones are higher.</param>
/// <param name="Job">The job's name.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Broke">It ended by an error.</param>
/// <param name="EndedAt">When it ended; null while it is under way, or where its process ended before it.</param>
/// <param name="Seen">Rows looked at; for the authority.</param>
/// <param name="Changed">Rows changed; for the authority.</param>
/// <param name="Left">Rows due that it left for the next run; for the authority.</param>
/// <param name="Note">Why, in plain words; for the authority.</param>
public sealed record JobRun(
    long Id, string Job, DateTimeOffset StartedAt, bool Broke, DateTimeOffset? EndedAt = null, long? Seen = null, long? Changed = null,
    long? Left = null, string? Note = null);
