"""Write the reference deployments to dist/, a folder each."""

import gc

from kotaemon_cdk8s import output_folder

import cdk8s

from examples import CHARTS, argocd, tenants


def main() -> None:
    """Write all of them."""
    gc.freeze()  # what the imports made stays to the end: there is nothing in it to collect
    with output_folder() as outdir:
        app = cdk8s.App(outdir=outdir, yaml_output_type=cdk8s.YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE)
        argocd(app, [chart(app) for chart in CHARTS], tenants(app))
        app.synth()


if __name__ == "__main__":
    main()
