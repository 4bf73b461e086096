"""The pieces of work that a worker does: load from the store, run a stage of the pipeline, keep the result.

Each is `function(arguments, report) -> JSON`, named to the jobs as "module:function". The answer is in the store
before the function returns, so nothing is lost when whoever asked has gone.
"""
