# One image for every role: `serve`, `migrate`, `keys create`, `health` are verbs of the one binary.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# The packages are a layer of their own: they change with the lock files, not with the code.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/RetailGateway/RetailGateway.csproj src/RetailGateway/packages.lock.json src/RetailGateway/
COPY src/RetailGateway.Domain/RetailGateway.Domain.csproj src/RetailGateway.Domain/packages.lock.json src/RetailGateway.Domain/
COPY src/RetailGateway.EmbeddedPostgres/RetailGateway.EmbeddedPostgres.csproj src/RetailGateway.EmbeddedPostgres/packages.lock.json src/RetailGateway.EmbeddedPostgres/
RUN dotnet restore src/RetailGateway/RetailGateway.csproj --locked-mode

COPY src/RetailGateway src/RetailGateway
COPY src/RetailGateway.Domain src/RetailGateway.Domain
COPY src/RetailGateway.EmbeddedPostgres src/RetailGateway.EmbeddedPostgres
RUN dotnet publish src/RetailGateway/RetailGateway.csproj --no-restore -c Release -p:UseAppHost=false -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
# A volume mounted here is the user's own.
RUN install -d -o $APP_UID -g $APP_UID /files
# The user that the base image makes for this; by number, so that an orchestrator can see it is not root.
USER $APP_UID
ENTRYPOINT ["dotnet", "RetailGateway.dll"]
CMD ["serve"]
